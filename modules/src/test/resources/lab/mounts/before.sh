for one in /srv/casebind /srv/casetmp /srv/caseonce /srv/casegone; do
  while umount "$one" 2>/dev/null; do :; done
done
rm -rf /srv/casebind /srv/casetmp '/srv/case source' /srv/caseonce /srv/casegone
mkdir -p '/srv/case source' /srv/casegone
echo here >'/srv/case source/file'
sed -i '/\/srv\/case/d' /etc/fstab
echo 'tmpfs /srv/casegone tmpfs size=1m' >>/etc/fstab
mount /srv/casegone
ln -sfn ../usr/share/zoneinfo/Etc/UTC /etc/localtime
hostnamectl set-hostname case-other
