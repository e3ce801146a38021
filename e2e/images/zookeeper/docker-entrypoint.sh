#!/bin/bash
# Writes this server's id where there is none yet, and runs the command.
set -euo pipefail
data=${ZOO_DATA_DIR:-/data}
[[ -e $data/myid ]] || echo "${ZOO_MY_ID:-1}" >"$data/myid"
[[ -e ${ZOO_CONF_DIR:-/conf}/zoo.cfg ]] || { echo "no zoo.cfg: this image needs one to be mounted" >&2; exit 1; }
exec "$@"
