#!/bin/sh
# Tries whether such a machine can live here at all: it boots, sees what the host shares, and goes.
. "$(dirname "$0")/boot.sh"
say done
power_off
