package schema

import "context"

// Progress is told how far long work has come: done of total, in parts that
// mean nothing beside each other's share. It is called on the worker's own
// goroutine, between pieces of the work, and must not wait.
type Progress func(done, total int)

type progressKey struct{}

// WithProgress returns a context under which long reading tells how far it is.
// Whatever a reader may not know does not show in it.
func WithProgress(ctx context.Context, tell Progress) context.Context {
	return context.WithValue(ctx, progressKey{}, tell)
}

// ProgressOf is whom to tell under ctx; nil: nobody.
func ProgressOf(ctx context.Context) Progress {
	tell, _ := ctx.Value(progressKey{}).(Progress)
	return tell
}
