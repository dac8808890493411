# How fast URL comes, for SECONDS at most; what comes is thrown away: "got BYTES SECONDS STATUS
# CODE", or "none" without a tool.
url=$1
seconds=$2
if command -v curl >/dev/null 2>&1; then
  status=0
  # The time before the first byte is not the line's.
  said=$(curl -sS -L -o /dev/null --connect-timeout 5 -m "$seconds" \
    -w '%{size_download} %{time_total} %{time_starttransfer} %{http_code}' "$url" 2>&1) || status=$?
  printf '%s\n' "$said" | awk -v status="$status" '
    END { if (NF == 4) printf "got %.0f %.3f %d %s\n", $1, $2 - $3, status, $4
          else print "failed", $0 }'
elif command -v wget >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then
  begun=$(date +%s%N)
  bytes=$(timeout "$seconds" wget -q -T 5 -O - "$url" | wc -c)
  printf '%s %s %s\n' "$begun" "$(date +%s%N)" "$bytes" |
    awk '{ printf "got %.0f %.3f 0 %s\n", $3, ($2 - $1) / 1e9, $3 > 0 ? "200" : "000" }'
else
  echo none
fi
