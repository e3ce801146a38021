#!/bin/bash
# Runs ZooKeeper with the configuration in ZOO_CONF_DIR.
set -euo pipefail
[[ ${1:-} == start-foreground ]] || { echo "usage: zkServer.sh start-foreground" >&2; exit 2; }
conf=${ZOO_CONF_DIR:-/conf}
# shellcheck disable=SC2086
exec java ${SERVER_JVMFLAGS:-} ${JVMFLAGS:-} -Djava.awt.headless=true -cp "$conf:/zookeeper/lib/*" \
  org.apache.zookeeper.server.quorum.QuorumPeerMain "$conf/zoo.cfg"
