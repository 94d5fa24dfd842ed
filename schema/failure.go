package schema

import (
	"context"
	"crypto/rand"
	"errors"
)

// Failure is a failure of the machine, which nobody who uses the register can
// help. People are told its Number and nothing else; the log of the server tells
// under that number what it was.
type Failure struct {
	Number string // such as "K7QM-2XDF": drawn by chance, so that it tells nothing of others
	Err    error
}

// NewFailure gives a failure its number.
func NewFailure(err error) *Failure {
	text := rand.Text()
	return &Failure{Number: text[:4] + "-" + text[4:8], Err: err}
}

// Error is for logs: it holds the machine's own words.
func (f *Failure) Error() string { return "failure " + f.Number + ": " + f.Err.Error() }

// Unwrap returns what failed.
func (f *Failure) Unwrap() error { return f.Err }

// Explained reports whether people can be told of err as it is: nothing, a
// refusal, a call that was given up or took too long, or a failure that has its
// number.
func Explained(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	_, failure := errors.AsType[*Failure](err)
	_, fault := errors.AsType[*Fault](err)
	return failure || fault
}
