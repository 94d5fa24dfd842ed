package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// hosts are those that an address names, of which one takes writes. Connections
// are made to the one that last did: another that is gone without a word would
// keep each of them waiting until it is given up.
type hosts struct {
	config *pgx.ConnConfig
	writes atomic.Pointer[string] // the one that takes writes; nil: not known yet
}

func hostOf(way *pgconn.FallbackConfig) string { return fmt.Sprintf("%s:%d", way.Host, way.Port) }

// waysOf are the ways in which a connection is tried, in their order.
func waysOf(c *pgx.ConnConfig) []*pgconn.FallbackConfig {
	return append([]*pgconn.FallbackConfig{{Host: c.Host, Port: c.Port, TLSConfig: c.TLSConfig}}, c.Fallbacks...)
}

func setWays(c *pgx.ConnConfig, ways []*pgconn.FallbackConfig) {
	c.Host, c.Port, c.TLSConfig, c.Fallbacks = ways[0].Host, ways[0].Port, ways[0].TLSConfig, ways[1:]
}

// prefer puts the host that takes writes first. If none is found, each is tried in turn.
func (h *hosts) prefer(ctx context.Context, c *pgx.ConnConfig) error {
	if h.writes.Load() == nil && len(c.Fallbacks) > 0 {
		_ = h.find(ctx)
	}
	if writes := h.writes.Load(); writes != nil {
		ways := waysOf(c)
		slices.SortStableFunc(ways, func(a, b *pgconn.FallbackConfig) int {
			return cmp.Compare(flag(hostOf(a) != *writes), flag(hostOf(b) != *writes))
		})
		setWays(c, ways)
	}
	return nil
}

// preferred is how to connect now.
func (h *hosts) preferred(ctx context.Context) *pgx.ConnConfig {
	c := h.config.Copy()
	_ = h.prefer(ctx, c) // it never fails
	return c
}

// find connects to all hosts at once until one answers that takes writes.
func (h *hosts) find(ctx context.Context) error {
	each := map[string][]*pgconn.FallbackConfig{}
	for _, way := range waysOf(h.config) {
		each[hostOf(way)] = append(each[hostOf(way)], way)
	}
	ctx, found := context.WithCancel(ctx)
	defer found()
	answers := make(chan error, len(each))
	for host, ways := range each {
		go func() {
			c := h.config.Copy()
			setWays(c, ways)
			conn, err := pgx.ConnectConfig(ctx, c)
			if err == nil {
				h.writes.Store(&host)
				err = conn.Close(ctx)
			}
			answers <- err
		}()
	}
	var errs []error
	for range each {
		err := <-answers
		if err == nil {
			return nil
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
