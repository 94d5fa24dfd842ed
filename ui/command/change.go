package command

import (
	"context"

	"contactgroup/schema"
)

// changeEach does one thing to each item that refs name and get finds, at the
// revision of --if-rev, and tells that v was done to it.
func changeEach[T any](c *call, s shape[T], v schema.Verb, refs []string, get func(context.Context, string) (T, error),
	do func(ctx context.Context, item T, rev int) (T, error)) error {
	rev, err := c.revision()
	if err != nil {
		return err
	}
	done, err := each(c, refs, func(ctx context.Context, ref string) (T, error) {
		item, err := get(c.ctx, ref)
		if err != nil {
			return item, err
		}
		return do(ctx, item, rev)
	})
	return finish(c, s, c.words.Domain.Done[v], done, err)
}

// changeAll is changeEach for references among which "-" stands for those on stdin.
func changeAll[T any](c *call, s shape[T], v schema.Verb, words []string, get func(context.Context, string) (T, error),
	do func(ctx context.Context, item T, rev int) (T, error)) error {
	refs, err := c.references(words)
	if err != nil {
		return err
	}
	return changeEach(c, s, v, refs, get, do)
}

// changeRequests is changeAll for requests.
func changeRequests(c *call, v schema.Verb, words []string, do func(ctx context.Context, r schema.Request, rev int) (schema.Request, error)) error {
	return changeAll(c, requestForm, v, words, c.s.Desk.Request, do)
}
