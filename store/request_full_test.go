package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
)

func TestARequestInFullIsWhatItsThreeReadingsTell(t *testing.T) {
	each(t, func(g group) {
		q := g.held() // a reply that its own side alone knows of
		readers := 0
		for login, d := range g.Desks {
			ctx := g.t.Context()
			full, err := d.FullRequest(ctx, strings.ToLower(q.Ref))
			var want schema.FullRequest
			var refused error
			if want.Request, refused = d.Request(ctx, q.Ref); refused == nil {
				want.Replies, refused = d.RepliesOf(ctx, q.ID)
			}
			if refused == nil {
				readers++
				want.Events, refused = d.Thread(ctx, q.ID)
			}
			g.must(refusedAlike(err, refused))
			if diff := cmp.Diff(want, full); diff != "" {
				g.t.Errorf("%s: %s", login, diff)
			}
		}
		if readers < 3 || readers == len(g.Desks) {
			g.t.Errorf("%d of %d read it", readers, len(g.Desks))
		}
	})
}

// refusedAlike is nil where two readings were refused for the same reason, or neither was.
func refusedAlike(a, b error) error {
	if a != nil && b != nil && a.Error() == b.Error() || a == nil && b == nil {
		return nil
	}
	return errors.Join(a, b, errors.New("refused otherwise"))
}
