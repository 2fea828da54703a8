#!/bin/bash
# Posts a request to Trikk over HTTP and says where to look. Needs curl.
#
#   post-http.sh REQUEST.json
#
# TRIKK             where Trikk listens; default http://127.0.0.1:8181
# TRIKK_TOKEN_FILE  file with a token; default data/http-token
#
# Exit code 0: queued; 2: refused; 1: nobody knows (send it again with the same id).
set -euo pipefail
request=${1:?the file with the request}
read -r token <"${TRIKK_TOKEN_FILE:-data/http-token}" || [ -n "$token" ]

# the token comes by standard input: what stands on the command line can be read by every user of the machine
answer=$(printf 'Authorization: Bearer %s\n' "$token" |
  curl --silent --show-error --max-time 60 --header @- --header 'Content-Type: application/json' \
    --data-binary "@$request" --write-out '\n%{http_code}' "${TRIKK:-http://127.0.0.1:8181}/api/deployments") || exit 1
printf '%s\n' "${answer%$'\n'*}"
case ${answer##*$'\n'} in
  202) exit 0 ;;
  4*) exit 2 ;;
  *) exit 1 ;;
esac
