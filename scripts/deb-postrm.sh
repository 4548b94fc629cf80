#!/bin/sh
# The store is never removed with the package: it holds customers, and its groups keep it shut.
set -e

if [ -d /run/systemd/system ]; then
	systemctl daemon-reload || true
fi
if [ "$1" = purge ]; then
	rmdir /etc/prenota 2>/dev/null || true
	rmdir /var/backups/prenota 2>/dev/null || true
	rmdir /var/lib/prenota/spool /var/lib/prenota 2>/dev/null || true
	[ ! -d /var/lib/prenota ] ||
		echo "/var/lib/prenota is kept: it holds the site's store. Remove it by hand when it is no longer needed."
fi
