#!/bin/sh
# Builds prenota's package for Debian: sh scripts/deb.sh [FOLDER]; leaves prenota_VERSION_ARCH.deb there (or here).
# Needs what a build needs (scripts/packages.sh), dpkg and dpkg-dev.
set -eu
umask 022
cd "$(dirname "$0")/.."
out=${1:-.}
mkdir -p "$out"
out=$(cd "$out" && pwd)
version=$(sed -n "s/^ *version: '\(.*\)',/\1/p" meson.build | head -1)
arch=$(dpkg --print-architecture)
work=$(mktemp -d "${TMPDIR:-/tmp}/prenota-deb-XXXXXX")
trap 'rm -rf "$work"' EXIT
root=$work/root

meson setup -Dtests=false -Dprefix=/usr --buildtype=release --strip "$work/build" . >"$work/log" 2>&1 &&
	meson compile -C "$work/build" >>"$work/log" 2>&1 &&
	DESTDIR=$root meson install -C "$work/build" >>"$work/log" 2>&1 || {
	cat "$work/log" >&2
	exit 1
}

doc=$root/usr/share/doc/prenota
install -d -m 755 "$root/etc/prenota" "$root/DEBIAN"
install -m 644 data/system/prenota.cfg "$root/etc/prenota/prenota.cfg"
install -m 644 LICENSE "$doc/copyright"
install -m 644 data/sample/site.cfg "$doc/examples/site.cfg"
who=$(git log -1 --format="%an <%ae>" 2>/dev/null || echo "${DEBFULLNAME:-prenota} <${DEBEMAIL:-root@localhost}>")
when=$(git log -1 --format=%ct 2>/dev/null || date +%s)
printf 'prenota (%s) stable; urgency=medium\n\n  * Built from its source folder.\n\n -- %s  %s\n' \
	"$version" "$who" "$(LC_ALL=C date -u -R -d "@$when")" | gzip -9n >"$doc/changelog.gz"
gzip -9n "$root"/usr/share/man/man?/*
find "$root" -type d -exec chmod 755 {} +

mkdir "$work/debian"
printf 'Source: prenota\n\nPackage: prenota\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/prenota root/usr/bin/prenota-exchange 2>/dev/null |
	sed -n 's/^shlibs:Depends=//p')
{
	echo "Package: prenota"
	echo "Version: $version"
	echo "Architecture: $arch"
	echo "Maintainer: $who"
	echo "Section: misc"
	echo "Priority: optional"
	echo "Installed-Size: $(du -k -s "$root/usr" | cut -f1)"
	echo "Depends: $depends, passwd, tzdata"
	echo "Recommends: openssh-server, bash-completion"
	echo "Description: console of a service desk's booking operators"
	echo " Books cars into a workshop while the customer is on the telephone: script,"
	echo " pre-diagnosis, workshop load, proposals, receptions, requests and tasks in a"
	echo " terminal, at the desk and over SSH. The store is reached through the program"
	echo " alone, which runs with a group of its own."
} >"$root/DEBIAN/control"
echo /etc/prenota/prenota.cfg >"$root/DEBIAN/conffiles"
install -m 755 scripts/deb-postinst.sh "$root/DEBIAN/postinst"
install -m 755 scripts/deb-postrm.sh "$root/DEBIAN/postrm"
(cd "$root" && find usr -type f -exec md5sum {} + >DEBIAN/md5sums)
chmod 644 "$root/DEBIAN/md5sums" "$root/DEBIAN/control" "$root/DEBIAN/conffiles"
dpkg-deb --root-owner-group --build "$root" "$out/prenota_${version}_$arch.deb" >/dev/null
echo "$out/prenota_${version}_$arch.deb"
