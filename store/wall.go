package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"

	"contactgroup/schema"
)

// wall is an engine's own row security, the second wall behind the WHERE of
// each query: a transaction sees nothing until it has said who looks.
//
// Members' transactions, those of Desk.view and command, say so with the check
// of their admission. The store's own work (admission itself, replies that go
// out, imports until they are visible, loading, poll) runs as the system:
// DB.view and DB.write. Within a member's command, allowed does what goes
// beyond their sight.
type wall struct {
	// looks says that a desk looks, and gives the version of what stands.
	looks string
	// system opens the whole register to the transaction, or shuts it again.
	system func(r reads, open bool) error
}

// glance is what the actor may know of requests: as whom they look, and at which kinds.
type glance struct {
	reader schema.Reader
	always []schema.Kind // of every service
	own    []schema.Kind // of the actor's own service alone
}

// looking reads the version of what stands and, on an engine with a wall, says
// that the desk's member looks.
func (d *Desk) looking() (query string, args []any) {
	if d.db.engine.wall.looks == "" {
		return standingVersion, nil
	}
	a, g := d.who, glanceOf(d.who)
	reader := map[schema.Reader]string{schema.ReaderAuthority: "authority", schema.ReaderAddressee: "addressee", schema.ReaderOverseer: "overseer"}[g.reader]
	return d.db.engine.wall.looks, []any{strconv.FormatInt(int64(a.Member), 10), strings.Join(d.names, "\n"), strconv.FormatInt(int64(a.Org), 10), a.OrgCode, string(a.Role),
		cmp.Or(reader, "member"), listed(g.always), listed(g.own), a.Service, strings.Join(a.Logs(), "\n")}
}

// admitted refuses a member, organisation or key that is no longer admitted.
// It is the first that a member's transaction asks. Whoever was found admitted
// is so as long as nothing of what stands moves. version, unless nil, is told
// of what stands.
func (d *Desk) admitted(r reads, version *int64) error {
	query, args := d.looking()
	var versions []int64
	return r.soon(&versions, func(int64) error {
		if version != nil {
			*version = versions[0]
		}
		if d.admittedAt.Load() == versions[0] {
			return nil
		}
		err := d.judgeAdmission(r)
		if err == nil {
			d.admittedAt.Store(versions[0])
		}
		return err
	}, query, args...)
}

// judgeAdmission asks whether the desk's member is admitted no longer, or not as
// who they were when it was opened (role, service).
func (d *Desk) judgeAdmission(r reads) error {
	query := `SELECT m.disabled = 1 OR o.disabled = 1 OR coalesce(k.revoked_at, 0) > 0 OR m.role <> ? OR m.service <> ?`
	args := []any{d.who.Role, d.who.Service}
	if d.credential.Certified() {
		query += ` OR EXISTS (SELECT 1 FROM revoked_certificate c WHERE c.name IN (?))`
		args = append(args, d.names)
	}
	var ended bool
	err := r.one(&ended, query+` FROM member m JOIN organisation o ON o.id = m.org_id LEFT JOIN member_key k ON k.member_id = m.id AND k.fingerprint = ?
		WHERE m.id = ?`, append(args, d.credential.Fingerprint, d.who.Member)...)
	if err == nil && !ended {
		return nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRevoked}
}

// view runs fn on one consistent state of the whole register: the store's own work.
func (db *DB) view(ctx context.Context, fn func(reads) error) error {
	return db.viewing(ctx, 2, func(r reads) error {
		if err := db.asSystem(r, true); err != nil {
			return err
		}
		return fn(r)
	})
}

// write runs fn in one transaction on the whole register: the store's own work.
// It is as writing is.
func (db *DB) write(ctx context.Context, fn func(*tx) error) error {
	return db.writing(ctx, false, func(t *tx) error {
		t.system = true
		if err := db.asSystem(t.reads, true); err != nil {
			return err
		}
		return fn(t)
	})
}

// beyond does within a member's command what goes beyond their sight and yet
// follows from it: when it ends, the member looks again.
func (t *tx) beyond(fn func() error) error {
	if t.system {
		return fn()
	}
	if err := t.db.asSystem(t.reads, true); err != nil {
		return err
	}
	t.system = true
	if err := fn(); err != nil {
		return err // the command fails as a whole
	}
	t.system = false
	return t.db.asSystem(t.reads, false)
}

func (db *DB) asSystem(r reads, open bool) error {
	if db.engine.wall.system == nil {
		return nil
	}
	return db.engine.wall.system(r, open)
}

// listed writes codes as the settings of a wall have them.
func listed[T ~string](codes []T) string {
	texts := make([]string, len(codes))
	for i, c := range codes {
		texts[i] = string(c)
	}
	return strings.Join(texts, ",")
}
