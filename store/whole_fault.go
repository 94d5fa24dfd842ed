package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"contactgroup/schema"
)

// onDisk marks with ErrDisk what a disk that is full, or failed, made of an
// operation on a whole register, and with fs.ErrPermission what a file did that
// SQLite may not open or write.
func onDisk(err error) error {
	var e *sqlite.Error
	switch {
	case err == nil, errors.Is(err, ErrDisk), errors.Is(err, ErrDamaged):
		return err
	case errors.As(err, &e) && (e.Code()&0xff == lib.SQLITE_CANTOPEN || e.Code()&0xff == lib.SQLITE_READONLY):
		return fmt.Errorf("%w: %w", fs.ErrPermission, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EIO), errors.Is(err, schema.ErrReadOnly),
		classifySQLite(err) == failedDisk, classifyPostgres(err) == failedDisk:
		return fmt.Errorf("%w: %w", ErrDisk, err)
	}
	return err
}

// readable refuses a file that is not there, or not for this process to read:
// an engine would say less.
func readable(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return f.Close()
}
