package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func TestABackupOfAServedRegisterOpensAndHoldsWhatWasAcknowledged(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	live, copied := filepath.Join(dir, "register.db"), filepath.Join(dir, "copy.db")
	db, err := store.Open(ctx, "sqlite:"+live, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	authority := schema.Organisation{Code: "ministry", Prefix: "MIN", Name: "Ministry", Kind: schema.OrgAuthority, Zone: "Europe/Paris"}
	admin := schema.NewMember{Org: "ministry", Login: "admin", Name: "Admin", Role: schema.RoleAdministrator}
	key := "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
	if err := db.Found(ctx, schema.Group{Name: "Group", Zone: "Europe/Paris"}, authority, admin, key); err != nil {
		t.Fatal(err)
	}
	if err := store.Backup(ctx, "sqlite:"+live, copied); err != nil {
		t.Fatal(err)
	}
	if err := store.Backup(ctx, "sqlite:"+live, copied); !errors.Is(err, os.ErrExist) {
		t.Error("a backup was written over another")
	}
	back, err := store.Open(ctx, "sqlite:"+copied, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	if got := back.Group().Name; got != "Group" {
		t.Errorf("the copy's group is %q", got)
	}
	if err := store.Backup(ctx, "sqlite:"+filepath.Join(dir, "none.db"), filepath.Join(dir, "x.db")); err == nil {
		t.Error("a register that is not there was backed up")
	}
	entries, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

// TestWhatABackupThatBrokeOffLeftGoesWithTheNext leaves what the engine keeps
// beside a copy when the disk is full.
func TestWhatABackupThatBrokeOffLeftGoesWithTheNext(t *testing.T) {
	dir := t.TempDir()
	url := storetest.SQLite(t)
	founded(t, url)
	for _, name := range []string{".copy.db.part", ".copy.db.part-journal"} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600))
	}
	must(t, store.Backup(t.Context(), url, filepath.Join(dir, "copy.db")))
	left, err := os.ReadDir(dir)
	must(t, err)
	if len(left) != 1 || left[0].Name() != "copy.db" {
		t.Errorf("left: %v", left)
	}
}
