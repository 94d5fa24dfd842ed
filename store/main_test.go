package store_test

import (
	"fmt"
	"os"
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
	storetest.Main(m)
}
