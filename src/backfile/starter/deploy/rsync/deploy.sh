#!/bin/sh
# Builds the archive and copies what changed to a web server: sh deploy.sh you@example.org:/var/www/archive/
set -eu
target=${1:?give the place to copy to, for instance you@example.org:/var/www/archive/}
cd "$(dirname "$0")"
backfile build || [ $? -eq 3 ]
# Old addresses lead on by pages of their own; with these rules nginx sends readers on at once.
if [ -f public/_redirects ]; then
    awk '{ printf "if ($request_uri = \"%s\") { return %s %s; }\n", $1, $3, $2 }' public/_redirects > nginx-moved.conf
fi
# New files go first and old ones are removed last, so that no page leads to one that is not there yet.
rsync --recursive --times --checksum --delete-after --exclude=/.backfile-site public/ "$target"
