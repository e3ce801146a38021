#!/bin/bash
# Runs one of Kafka's classes. KAFKA_HEAP_OPTS, KAFKA_OPTS, KAFKA_JVM_PERFORMANCE_OPTS and KAFKA_LOG4J_OPTS are honoured.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ -z ${KAFKA_LOG4J_OPTS:-} ]]; then
  if [[ -e $home/libs/slf4j-reload4j-1.7.36.jar ]]; then
    KAFKA_LOG4J_OPTS=-Dlog4j.configuration=file:$home/config/tools-log4j.properties
  else
    KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=$home/config/tools-log4j2.yaml
  fi
fi
# shellcheck disable=SC2086
exec java ${KAFKA_HEAP_OPTS:--Xmx256M} ${KAFKA_JVM_PERFORMANCE_OPTS:--XX:+UseG1GC -XX:TieredStopAtLevel=4} \
  -Djava.awt.headless=true $KAFKA_LOG4J_OPTS ${KAFKA_OPTS:-} -cp "$home/libs/*" "$@"
