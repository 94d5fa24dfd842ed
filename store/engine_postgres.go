package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/jmoiron/sqlx"
)

// channel is where nodes tell each other what happened. Words on it carry
// audiences, sequences and row numbers only.
const channel = "contactgroup"

func (db *DB) openPostgres(url string) error {
	pool, err := sqlx.Open("pgx", url)
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	pool.SetMaxOpenConns(32)
	pool.SetMaxIdleConns(8)
	db.writer, db.reader = pool, pool
	db.engine = engine{
		name: "postgres", forUpdate: " FOR UPDATE", skipLocked: " FOR UPDATE OF r SKIP LOCKED",
		classify: classifyPostgres, poll: 5 * time.Second,
		announce: func(t *tx, word string) error {
			_, err := t.exec(`SELECT pg_notify(?, ?)`, channel, word)
			return err
		},
		listen: func(ctx context.Context, heard func(string)) error { return listenPostgres(ctx, url, heard) },
	}
	return nil
}

// listenPostgres listens on a connection of its own until it breaks or ctx ends.
func listenPostgres(ctx context.Context, url string, heard func(string)) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	heard("") // whatever was said before we listened is to be looked for
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		heard(n.Payload)
	}
}

func classifyPostgres(err error) failure {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		switch {
		case e.Code == "40001", e.Code == "40P01", e.Code == "55P03", e.Code[:2] == "53" && e.Code != "53100":
			return failedBusy
		case e.Code == "23505" && e.ConstraintName == "once_pkey": // the same command, twice at once
			return failedBusy
		case e.Code == "53100", e.Code == "58030": // disk full, I/O error
			return failedDisk
		case e.Code[:2] == "57": // the server is being stopped or starts
			return failedCutOff
		}
		return failed
	}
	var n net.Error
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || (errors.As(err, &n) && !errors.Is(err, context.DeadlineExceeded)) {
		return failedCutOff
	}
	return failed
}
