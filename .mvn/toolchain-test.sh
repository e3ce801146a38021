#!/usr/bin/env bash
# Tests of toolchain.sh and of the scripts' own messages, with made-up JDKs and Mavens. Run by ./test.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# Beside these, a crafted PATH holds what the scripts themselves call.
mkdir -p "$work/tools"
for tool in bash sh sed head id awk df cat dirname tr uname grep find touch mkdir sleep tail env; do
  ln -s "$(command -v "$tool")" "$work/tools/$tool"
done

# jdk DIRECTORY VERSION: looks like a JDK, and answers as one.
jdk() {
  mkdir -p "$1/bin"
  printf 'JAVA_VERSION="%s"\n' "$2" >"$1/release"
  printf '#!/bin/sh\necho "    java.home = %s" >&2\necho "openjdk version \\"%s\\"" >&2\n' "$1" "$2" >"$1/bin/java"
  cp "$1/bin/java" "$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

maven() {
  mkdir -p "$1"
  printf '#!/bin/sh\necho "Apache Maven %s (abc)"\n' "$2" >"$1/mvn"
  chmod +x "$1/mvn"
}

# find_with VARIABLE=VALUE...: what find_toolchain makes of a made-up machine.
find_with() {
  env -i HOME="$work/home" PATH="$work/tools" JDK_DIRECTORIES="$work/jvm" MAVEN_DIRECTORIES="$work/mavens" "$@" bash -c \
    ". '$root/.mvn/toolchain.sh'; if find_toolchain; then echo \"JAVA_HOME=\$JAVA_HOME MVN=\$MVN\"; else echo FAILED; fi" 2>&1
}

expect() {
  local name=$1 wanted=$2 got=$3
  case $got in
    *"$wanted"*) ;;
    *)
      failures=$((failures + 1))
      printf 'FAILED: %s\n  expected: %s\n  got:      %s\n' "$name" "$wanted" "$got" >&2
      ;;
  esac
}

jdk "$work/jvm/jdk-17" 17.0.9
jdk "$work/jvm/jdk-21" 21.0.2
jdk "$work/jvm/jdk-25" 25
jdk "$work/elsewhere/jdk-22" 22.0.1
jdk "$work/old/jdk-11" 11.0.1
mkdir -p "$work/jvm/jre-30/bin" && cp "$work/jvm/jdk-25/bin/java" "$work/jvm/jre-30/bin/java"
maven "$work/maven" 3.9.9
maven "$work/maven-old" 3.6.3
maven "$work/maven-late" 3.10.0
maven "$work/maven-four" 4.0.0
new=$work/maven:$work/tools

expect "JAVA_HOME that fits is taken" "JAVA_HOME=$work/elsewhere/jdk-22 MVN=$work/maven/mvn" \
  "$(find_with JAVA_HOME="$work/elsewhere/jdk-22" PATH="$new")"
expect "JAVA_HOME that is too old is passed over for the PATH" "JAVA_HOME=$work/elsewhere/jdk-22 " \
  "$(find_with JAVA_HOME="$work/jvm/jdk-17" PATH="$work/elsewhere/jdk-22/bin:$new")"
expect "an old java on the PATH is passed over for the usual places, oldest fitting first, no JRE" \
  "JAVA_HOME=$work/jvm/jdk-21 " "$(find_with PATH="$work/old/jdk-11/bin:$new")"
expect "no JDK: said with what was looked at" "A JDK 21 or later is needed" \
  "$(find_with JDK_DIRECTORIES="$work/old" JAVA_HOME="$work/old/jdk-11" PATH="$new")"
expect "no JDK: JAVA_HOME is named" "$work/old/jdk-11" \
  "$(find_with JDK_DIRECTORIES="$work/old" JAVA_HOME="$work/old/jdk-11" PATH="$new")"
expect "a directory of JDKs with a blank in JAVA_HOME works" "JAVA_HOME=$work/with blank/jdk-25 " \
  "$(jdk "$work/with blank/jdk-25" 25; find_with JAVA_HOME="$work/with blank/jdk-25" PATH="$new")"
expect "Maven that is too old is told with its version" "maven-old/mvn is 3.6.3" \
  "$(find_with PATH="$work/maven-old:$work/tools")"
mkdir -p "$work/mavens/apache-maven-3.9/bin" && cp "$work/maven/mvn" "$work/mavens/apache-maven-3.9/bin/mvn"
expect "a Maven in a usual place is taken instead of an old one on the PATH" "MVN=$work/mavens/apache-maven-3.9/bin/mvn" \
  "$(find_with PATH="$work/maven-old:$work/tools")"
rm -r "$work/mavens"
expect "3.10 is later than 3.8" "MVN=$work/maven-late/mvn" "$(find_with PATH="$work/maven-late:$work/tools")"
expect "4.0 is later than 3.8" "MVN=$work/maven-four/mvn" "$(find_with PATH="$work/maven-four:$work/tools")"

# The one line that installs it, by platform.
stub() {
  mkdir -p "$work/$1"
  printf '#!/bin/sh\n%s\n' "$3" >"$work/$1/$2"
  chmod +x "$work/$1/$2"
}
stub apt apt-get ''
stub apt apt-cache 'echo "openjdk-21-jdk-headless - OpenJDK"'
stub apt-old apt-get ''
stub apt-old apt-cache ''
stub dnf dnf ''
stub brew brew ''
none=(JDK_DIRECTORIES="$work/old")
expect "apt-get" "apt-get install -y openjdk-21-jdk-headless maven" "$(find_with "${none[@]}" PATH="$work/apt:$work/tools")"
expect "apt-get without JDK 21" "adoptium.net" "$(find_with "${none[@]}" PATH="$work/apt-old:$work/tools")"
expect "dnf" "dnf install -y java-21-openjdk-devel maven" "$(find_with "${none[@]}" PATH="$work/dnf:$work/tools")"
expect "brew" "brew install openjdk@21 maven" "$(find_with "${none[@]}" PATH="$work/brew:$work/tools")"
expect "brew, Maven alone" "brew install maven" "$(find_with PATH="$work/brew:$work/tools")"
expect "neither" "https://adoptium.net/" "$(find_with "${none[@]}")"

# Disk.
stub full df 'echo "Filesystem 1024-blocks Used Available Capacity Mounted"; echo "/dev/x 100 100 10240 100% /"'
expect "no space" "Not enough disk space in /: 10 MB are free, 1500 MB are needed." \
  "$(PATH="$work/full:$PATH" bash -c ". '$root/.mvn/toolchain.sh'; require_space / 1500" 2>&1)"

# The scripts, before anything is built.
expect "quickstart --help" "Usage: ./quickstart" "$(bash "$root/quickstart" --help 2>&1)"
expect "quickstart with an unknown option" "Unknown option --jenkin." "$(bash "$root/quickstart" --jenkin x 2>&1)"
expect "quickstart with a value missing" "--user needs a value." "$(bash "$root/quickstart" --user 2>&1)"
expect "an unknown option ends with 2" "2" "$(bash "$root/quickstart" --nonsense >/dev/null 2>&1; echo $?)"
expect "quickstart without a JDK ends with 2" "2" \
  "$(env -i HOME="$work/home" PATH="$work/tools" JDK_DIRECTORIES="$work/old" bash "$root/quickstart" >/dev/null 2>&1; echo $?)"
expect "test --help" "Usage: ./test" "$(bash "$root/test" --help 2>&1)"

if [ "$failures" -eq 0 ]; then
  echo "Shell tests passed."
else
  echo "$failures shell tests failed." >&2
  exit 1
fi
