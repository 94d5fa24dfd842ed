package store_test

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"testing"

	"contactgroup/store/storetest"
)

func TestMain(m *testing.M) {
	if url := os.Getenv(writerURL); url != "" {
		if err := writer(url, os.Getenv(writerRef)); err != nil {
			fmt.Println(saidFailed, err)
			os.Exit(1)
		}
		return
	}
	if url := os.Getenv(takerURL); url != "" {
		if err := taker(url, os.Getenv(takerFrom)); err != nil {
			fmt.Println(saidFailed, err)
			os.Exit(1)
		}
		return
	}
	if thinned > 1 { // unless the command line says otherwise
		if err := flag.Set("rapid.checks", strconv.Itoa(100/thinned)); err != nil {
			panic(err)
		}
	}
	storetest.Main(m)
}
