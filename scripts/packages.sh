# Sourced by try.sh and test.sh: what of Debian 12 the project needs, and how it gets there.

packages_build='gcc libc6-dev meson ninja-build pkg-config gettext ncurses-base tzdata
	libncurses-dev libsqlite3-dev libconfig-dev uuid-dev libutf8proc-dev libjansson-dev libcsv-dev libmd-dev libexpat1-dev
	libgmime-3.0-dev libical-dev'
packages_test='clang python3 git libcmocka-dev libvterm-dev openssh-server openssh-client mandoc
	msmtp gammu-smsd exim4-daemon-light python3-icalendar'

# True when every package of $@ is installed.
packages_are_there()
{
	for package; do
		case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
		*' installed') ;;
		*) return 1 ;;
		esac
	done
}

# Installs what is missing of $@; touches nothing, not even the package lists, when all is there.
packages_install()
{
	packages_are_there "$@" && return 0
	echo "Installing what is missing of:" "$@"
	as_root=
	if [ "$(id -u)" -ne 0 ]; then
		command -v sudo >/dev/null || {
			echo "Some packages are missing: run this as root, or install sudo." >&2
			return 1
		}
		as_root=sudo
	fi
	$as_root apt-get update &&
		$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}
