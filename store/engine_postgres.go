package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"

	"contactgroup/schema"
)

// channel is where nodes tell each other what happened. Words on it carry
// audiences, sequences and row numbers only.
const channel = "contactgroup"

func (db *DB) openPostgres(url string) error {
	config, err := postgresConfig(url)
	if err != nil {
		return err
	}
	named := &hosts{config: config}
	pool := sqlx.NewDb(stdlib.OpenDB(*config, stdlib.OptionBeforeConnect(named.prefer)), "pgx")
	pool.SetMaxOpenConns(32)
	pool.SetMaxIdleConns(idleConnections)
	db.writer, db.reader = pool, pool
	db.health.suspicion = make(chan struct{}, 1)
	db.presences.come = make(chan struct{}, 1)
	db.engine = engine{
		name: "postgres", words: postgresWords, insert: "INSERT INTO ", forUpdate: " FOR UPDATE", skipLocked: " FOR UPDATE OF r SKIP LOCKED",
		classify: classifyPostgres, reserve: reservePostgres, poll: 5 * time.Second,
		archive:     "request r", // policies keep it from merging two indexes in their order
		wall:        wall{looksPostgres, systemPostgres},
		takeNumbers: `SELECT take_numbers(?, ?, ?)`,
		takeEntries: func(audiences []string, count map[string]int, at int64) (string, []any) {
			counts := make([]string, len(audiences))
			for i, key := range audiences {
				counts[i] = strconv.Itoa(count[key])
			}
			return `SELECT t.audience, t.seq, t.at FROM take_entries(string_to_array(?, chr(10)), string_to_array(?, ',')::bigint[], ?) t
				CROSS JOIN LATERAL pg_notify(?, ? || t.audience)`, []any{strings.Join(audiences, "\n"), strings.Join(counts, ","), at, channel, wakeWord("")}
		},
		announce: func(t *tx, words []string) error {
			return t.soon(nil, nil, `SELECT pg_notify(?, word) FROM unnest(string_to_array(?, chr(10))) word`, channel, strings.Join(words, "\n"))
		},
		listen: func(ctx context.Context, heard func(string)) error {
			return listenPostgres(ctx, named.preferred(ctx), heard)
		},
		answers: named.find,
		clock:   clockPostgres,
		migrating: func() *sql.DB {
			system := config.Copy()
			system.RuntimeParams["contactgroup.system"] = "on"
			return stdlib.OpenDB(*system)
		},
		alone: func(t *tx) error {
			return t.soon(nil, nil, `SELECT pg_advisory_xact_lock(?)`, int64(sealLock))
		},
		fewHits: 10000, // it joins the list's rows to those found, and to do so reads many of both
	}
	return nil
}

// idleConnections are kept open for the next call.
const idleConnections = 8

// connectTimeout bounds the attempt at each host of an address that says nothing of it.
const connectTimeout = 3 * time.Second

// postgresConfig reads the address. Of several hosts the one that takes writes
// is meant, whether the address says so or not.
func postgresConfig(url string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	if config.ValidateConnect == nil {
		config.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	// Policies raise what statements seem to cost, and compiling such a short one takes longer than running it.
	config.RuntimeParams["jit"] = "off"
	for name, value := range leftBehind {
		if config.RuntimeParams[name] == "" {
			config.RuntimeParams[name] = value
		}
	}
	return config, nil
}

// leftBehind is how long the server keeps what a node leaves behind that stands
// still, or is gone without a word, unless the address says otherwise: a
// transaction, which holds locks that calls on other nodes wait for, and connections.
var leftBehind = map[string]string{
	"idle_in_transaction_session_timeout": "10s",
	"tcp_keepalives_idle":                 "15",
	"tcp_keepalives_interval":             "5",
}

// listenPostgres listens on a connection of its own until it breaks or ctx ends.
func listenPostgres(ctx context.Context, config *pgx.ConnConfig, heard func(string)) error {
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	listen := func(ctx context.Context) error {
		_, err := conn.Exec(ctx, "LISTEN "+channel)
		return err
	}
	if err := listen(ctx); err != nil {
		return err
	}
	heard("") // whatever was said before we listened is to be looked for
	for ctx.Err() == nil {
		waiting, end := context.WithTimeout(ctx, longSilence)
		n, err := conn.WaitForNotification(waiting)
		end()
		switch {
		case err == nil:
			heard(n.Payload)
		case waiting.Err() == nil:
			return err
		default: // there may be nothing to hear, or nobody to hear it from: said again, it is answered
			answering, end := context.WithTimeout(ctx, answerTime)
			err := listen(answering)
			end()
			if err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// longSilence is how long nothing is heard before the server is asked whether it is there.
const longSilence = 5 * time.Second

func reservePostgres(t *tx, table string, n int) ([]schema.ID, error) {
	var ids []schema.ID
	err := t.all(&ids, `SELECT nextval(pg_get_serial_sequence(?, 'id')) FROM generate_series(1, ?)`, table, n)
	return ids, err
}

func classifyPostgres(err error) failure {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return classifyCode(e)
	}
	var n net.Error
	var connecting *pgconn.ConnectError
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.As(err, &connecting) || pgconn.SafeToRetry(err) ||
		(errors.As(err, &n) && !errors.Is(err, context.DeadlineExceeded)) {
		return failedCutOff
	}
	return failed
}

// classifyCode reads what the server says of an error (PostgreSQL, appendix A).
func classifyCode(e *pgconn.PgError) failure {
	switch {
	case e.Code == "40001", e.Code == "40P01", e.Code == "55P03", e.Code == "57014", e.Code == "25P03", e.Code[:2] == "53" && e.Code != "53100":
		return failedBusy
	case e.Code == "23505" && e.ConstraintName == "once_pkey": // the same command, twice at once
		return failedBusy
	case e.Code == "53100", e.Code == "58030": // disk full, I/O error
		return failedDisk
	case e.Code[:2] == "57", e.Code[:2] == "08": // the server is being stopped or starts, or ended the connection
		return failedCutOff
	case e.Code == "25006": // it has become a standby: another host takes writes now
		return failedCutOff
	}
	return failed
}

// clockPostgres gives the server's clock in Unix milliseconds.
const clockPostgres = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint`

// looksPostgres sets who looks, for the transaction, and gives the version of what stands.
const looksPostgres = `SELECT version FROM standing WHERE num_nonnulls(set_config('contactgroup.member', ?, true), set_config('contactgroup.credential', ?, true),
	set_config('contactgroup.org', ?, true), set_config('contactgroup.code', ?, true), set_config('contactgroup.role', ?, true),
	set_config('contactgroup.reader', ?, true), set_config('contactgroup.kinds', ?, true), set_config('contactgroup.own_kinds', ?, true),
	set_config('contactgroup.service', ?, true), set_config('contactgroup.audiences', ?, true)) > 0`

func systemPostgres(r reads, open bool) error {
	setting := "off"
	if open {
		setting = "on"
	}
	var set string
	return r.one(&set, `SELECT set_config('contactgroup.system', ?, true)`, setting)
}

// warnOfLogin tells that the second wall does not stand for the login in use.
func (db *DB) warnOfLogin(ctx context.Context) error {
	var login struct {
		Name   string
		Passes bool
	}
	err := reads{ctx: ctx, ext: db.writer}.one(&login, `SELECT rolname AS name, rolsuper OR rolbypassrls AS passes FROM pg_roles WHERE rolname = current_user`)
	if err == nil && login.Passes {
		db.log.Warn("the database's login is a superuser or passes row security, so that PostgreSQL does not guard what members see; use a login of its own that owns the database", "login", login.Name)
	}
	return err
}

// sealLock is the advisory lock of the node that writes a seal.
const sealLock = 0x636f6e7461637473
