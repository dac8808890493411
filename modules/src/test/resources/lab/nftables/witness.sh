nft list table inet groundwork | grep -q 'policy drop'
nft list table inet kept
! nft list table ip gone
grep -q 'include "/etc/nftables.d/\*.nft"' /etc/nftables.conf
nft -c -f /etc/nftables.conf
# It was confirmed: nothing waits to undo it.
! systemctl is-active groundwork-nftables.timer
! ls -d /run/groundwork-nftables* 2>/dev/null
