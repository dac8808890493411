#!/bin/sh -e
echo "$1" >prepared
echo "prepared $1"
