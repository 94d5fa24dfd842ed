package main

import (
	"context"
	"path/filepath"
	"testing"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
)

func TestAnInterruptedExportLeavesNothingAndEndsWith130(t *testing.T) {
	dir := t.TempDir()
	p := place{url: "sqlite:" + filepath.Join(dir, "register.db"), dir: dir}
	clock := &demogroup.Clock{}
	db, err := store.Open(t.Context(), p.url, store.Options{Now: clock.Now})
	must(t, err)
	must(t, demogroup.Seed(t.Context(), db, clock, 1, map[string]string{}, nil))
	must(t, db.Close())
	ctx, interrupt := context.WithCancel(t.Context())
	_, err = store.ExportAll(ctx, p.url, filepath.Join(dir, "all"), func(int64, int64) { interrupt() })
	if got := refuseWhole(lang.For(schema.English), p, p.name(), "all", err); got != exit(130) {
		t.Errorf("%v ends with %v", err, got)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*all*")); len(left) > 0 || err != nil {
		t.Errorf("%v is left, %v", left, err)
	}
}
