#!/bin/sh
# After unpacking: groups and the services' user, the folder of the store, and the program's own group.
set -e

[ "$1" = configure ] || exit 0

for group in db bo sa foreman manager technician host ro; do
	getent group "prenota-$group" >/dev/null || groupadd --system "prenota-$group"
done
getent passwd prenota >/dev/null ||
	useradd --system --no-create-home --home-dir /var/lib/prenota --shell /usr/sbin/nologin \
		--gid prenota-host --comment "prenota services" prenota

[ -d /var/lib/prenota ] || install -d -m 2770 -o root -g prenota-db /var/lib/prenota
[ -d /var/backups/prenota ] || install -d -m 2770 -o root -g prenota-db /var/backups/prenota
[ -d /var/lib/prenota/spool ] || install -d -m 2770 -o prenota -g prenota-db /var/lib/prenota/spool

if ! dpkg-statoverride --list /usr/bin/prenota >/dev/null 2>&1; then
	chown root:prenota-db /usr/bin/prenota
	chmod 2755 /usr/bin/prenota
fi

if [ -d /run/systemd/system ]; then
	systemctl daemon-reload || true
fi
