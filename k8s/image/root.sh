#!/usr/bin/env bash
# Lays the image's root: a Java runtime of only the modules that Vigie needs, the C libraries that it and RocksDB need, from
# the machine that builds; and nothing else: no shell, no package manager. Usage: root.sh DIRECTORY
set -euo pipefail
root=$1
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
rm -rf "$root"
mkdir -p "$root"/{opt,etc,tmp,var/lib/vigie}
# What jdeps finds in Vigie and its libraries, and what they find by name: TLS curves, zip files, German and French.
"$jdk/bin/jlink" --output "$root/opt/java" --strip-debug --no-man-pages --no-header-files --compress=2 \
  --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,java.desktop,jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.management,jdk.unsupported,jdk.zipfs \
  --include-locales=en,fr
# A headless runtime draws nothing.
rm -f "$root"/opt/java/lib/lib{awt_xawt,jawt,splashscreen,fontmanager,freetype,mlib_image,lcms,javajpeg,jsound}.so
# The loader lies where every binary says; libraries where it looks.
copy() {
  mkdir -p "$root$(dirname "$1")"
  cp -L "$1" "$root$1"
}
ldd "$root/opt/java/bin/java" "$root"/opt/java/lib/server/libjvm.so "$root"/opt/java/lib/lib{net,nio,zip,java,jli}.so |
  awk '$2 == "=>" && $3 ~ /^\// {print $3} $1 ~ /^\/.*ld-linux/ {print $1}' | sort -u |
  while read -r library; do
    case $library in */opt/java/*) ;; *) copy "$library" ;; esac
  done
library_folder=$(dirname "$(ldd "$root/opt/java/bin/java" | awk '$1 == "libc.so.6" {print $3}')")
for library in libstdc++.so.6 libgcc_s.so.1 libm.so.6 libpthread.so.0 librt.so.1 libdl.so.2 libnss_dns.so.2 libnss_files.so.2 libresolv.so.2; do
  [ -e "$library_folder/$library" ] && copy "$library_folder/$library"
done
printf 'vigie:x:10001:10001::/var/lib/vigie:/sbin/nologin\n' >"$root/etc/passwd"
printf 'vigie:x:10001:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
