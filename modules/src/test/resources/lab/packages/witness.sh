[ "$(dpkg-query -W -f '${Version}' postgresql-client-16 | cut -d- -f1)" = 16.1 ]
apt-mark showhold | grep -qx postgresql-client-16
dpkg-query -W -f '${Status}\n' tree | grep -qx 'install ok installed'
