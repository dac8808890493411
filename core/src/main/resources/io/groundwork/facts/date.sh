# Seconds since 1970, name and offset of the time zone.
date '+%s %Z %z'
