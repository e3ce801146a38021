#!/usr/bin/env bash
# Jenkins, Kafka and the services on Kubernetes, with one agent through Kafka: release "demo" in namespace "demo-helm".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
release=${RELEASE:-demo}
namespace=${NAMESPACE:-demo-helm}
limit=${LIMIT_SECONDS:-600}

usage() {
  cat <<'TEXT'
Usage: K8S_NODE=<address of a node> k8s/helm/do.sh start [options of helm upgrade]
       k8s/helm/do.sh status | stop

  start    installs the chart, or brings it up to date, and waits until the agent "test" is online through Kafka.
           K8S_NODE is where clients outside of the cluster reach Kafka (port 31090); without it they do not.
  status   what there is, and whether the agent is online
  stop     takes all of it away, volumes and namespace included

Needs kubectl and helm (3.8 or later) with access to a cluster of Kubernetes 1.29 or later. NAMESPACE, RELEASE and
LIMIT_SECONDS (600) may be set.
TEXT
}

need() {
  command -v "$1" >/dev/null || { echo "$1 is missing: $2" >&2; exit 2; }
}

k() { kubectl --namespace "$namespace" "$@"; }

# What is not ready, in a line.
waiting_for() {
  k get pods --no-headers 2>/dev/null | awk '{ split($2, ready, "/"); if (ready[1] != ready[2] && $3 != "Completed") printf "%s (%s) ", $1, $3 }'
}

# Why pods wait, in Kubernetes's own words: the last warning.
warning() {
  k get events --field-selector type=Warning --sort-by .lastTimestamp -o custom-columns=M:.message --no-headers 2>/dev/null | tail -n 1 | cut -c 1-150
}

# The broker says so itself: a session of this agent is open.
sessions() {
  k get --raw "/api/v1/namespaces/$namespace/services/$release-agent-broker:7090/proxy/q/metrics" 2>/dev/null \
    | awk '/^remoting_relay_sessions[{ ]/ { sum += $2 } END { print sum + 0 }'
}

show() {
  kubectl get all --namespace "$namespace"
}

start() {
  local begun=$SECONDS said='' now
  [ -n "${K8S_NODE:-}" ] || echo "K8S_NODE is not set: Kafka gets no node port."
  echo "Installing release $release in namespace $namespace"
  # Definitions are the cluster's, not the release's: they stay when it goes.
  kubectl apply --server-side --force-conflicts -k "$here/remoting-kafka/files/crds" >/dev/null
  helm upgrade --install "$release" "$here/remoting-kafka" --namespace "$namespace" --create-namespace \
    --set "kafka.nodePort.host=${K8S_NODE:-}" "$@" >/dev/null
  while :; do
    now=$(waiting_for)
    if [ -z "$now" ] && [ -n "$(k get pods --no-headers 2>/dev/null)" ]; then
      [ "$(sessions)" -gt 0 ] && break
      now="the agent's session"
    fi
    if [ "$now" != "$said" ]; then
      printf '%4d s  waiting for %s\n' $((SECONDS - begun)) "$now"
      said=$now
    fi
    if [ $((SECONDS - begun)) -gt "$limit" ]; then
      echo "Not up after $limit s: $now" >&2
      echo "Last warning: $(warning)" >&2
      echo "Look at: kubectl -n $namespace describe pods; kubectl -n $namespace logs deployment/$release-agent-broker" >&2
      exit 1
    fi
    sleep 1
  done
  printf '%4d s  the agent is online through Kafka\n\n' $((SECONDS - begun))
  show
  echo
  helm get notes "$release" --namespace "$namespace" | sed '/^NOTES:$/d'
}

status() {
  show
  echo
  echo "Agents online through Kafka: $(sessions)"
}

stop() {
  if helm status "$release" --namespace "$namespace" >/dev/null 2>&1; then
    # In this order, so that nobody waits for somebody who is gone: a broker lets pools and sessions end before it does.
    k delete agentpools --all --ignore-not-found --timeout=5m
    k delete deployment "$release-jenkins-remoting-kafka-agent" --ignore-not-found --cascade=foreground --timeout=2m
    k delete deployment "$release-agent-broker" --ignore-not-found --cascade=foreground --timeout=5m
    helm uninstall "$release" --namespace "$namespace" --wait --timeout 5m
  fi
  kubectl delete namespace "$namespace" --ignore-not-found --timeout=5m
}

need kubectl "see your Kubernetes's documentation"
need helm "version 3.8 or later, from your distribution or helm's releases"
case ${1:-} in
  start) shift; start "$@" ;;
  status) status ;;
  stop) stop ;;
  -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
