[ -z "$(find /tmp -name '.groundwork*')" ]
