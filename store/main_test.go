package store_test

import (
	"testing"

	"contactgroup/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }
