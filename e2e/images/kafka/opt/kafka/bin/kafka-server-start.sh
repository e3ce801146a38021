#!/bin/bash
# Starts a Kafka server with the properties file given.
set -euo pipefail
bin=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xmx1G -Xms1G}
if [[ -z ${KAFKA_LOG4J_OPTS:-} ]]; then
  if [[ -e $bin/../libs/slf4j-reload4j-1.7.36.jar ]]; then
    export KAFKA_LOG4J_OPTS=-Dlog4j.configuration=file:$bin/../config/log4j.properties
  else
    export KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=$bin/../config/log4j2.yaml
  fi
fi
exec "$bin/kafka-run-class.sh" kafka.Kafka "$@"
