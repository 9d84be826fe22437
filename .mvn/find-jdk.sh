# shellcheck shell=sh
# Sourced by mvnw, patchbay and .ci/run: exports JAVA_HOME as a JDK 25 or newer, or ends the script with one message.
# JAVA_HOME wins, then java on PATH, then the lowest fitting version in the usual places: the one we test with.

# Prints the major version of the JDK at $1; fails when there is none. The release file tells without starting a JVM.
patchbay_jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

patchbay_jdk_fits() {
  patchbay_major=$(patchbay_jdk_major "$1") && [ "${patchbay_major:-0}" -ge 25 ]
}

patchbay_jdk_consider() {
  patchbay_jdk_fits "$1" || return 0
  if [ -z "$patchbay_best" ] || [ "$patchbay_major" -lt "$patchbay_best_major" ]; then
    patchbay_best=$1
    patchbay_best_major=$patchbay_major
  fi
}

patchbay_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && patchbay_jdk_fits "$JAVA_HOME"; then
    export JAVA_HOME
    return
  fi

  patchbay_best=
  patchbay_java=$(command -v java) || patchbay_java=
  if [ -n "$patchbay_java" ]; then
    patchbay_java=$(readlink -f "$patchbay_java" 2>/dev/null || printf %s "$patchbay_java")
    patchbay_jdk_consider "${patchbay_java%/bin/java}"
  fi

  if [ -z "$patchbay_best" ]; then
    while IFS= read -r patchbay_home; do
      patchbay_jdk_consider "$patchbay_home"
    done <<EOF
$(env | sed -n 's/^JAVA_HOME_25[A-Za-z0-9_]*=//p')
EOF
    for patchbay_home in /usr/lib/jvm/* /opt/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
      patchbay_jdk_consider "$patchbay_home"
    done
  fi

  if [ -z "$patchbay_best" ]; then
    cat >&2 <<'EOF'
Patchbay needs a JDK 25 or newer (a JDK with javac, not a JRE) and found none.
Install one (Eclipse Temurin: temurin-25-jdk, macOS: brew install --cask temurin@25, SDKMAN: sdk install java 25-tem), or point JAVA_HOME at it.
EOF
    exit 1
  fi
  JAVA_HOME=$patchbay_best
  export JAVA_HOME
}

patchbay_find_jdk
