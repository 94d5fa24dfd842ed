package command

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// shortFlags are those of lists that a Desk gives whole.
var shortFlags = append([]string{"query", "sort", "limit", "after", "xlsx", "pdf"}, tableFlags...)

// changingFlags are those of such lists whose things the logs tell of.
var changingFlags = append([]string{"since"}, shortFlags...)

// listChanged is listAll; with --since, of those alone that the member's own logs
// tell of from then on. Since the group's beginning that is all of them.
func listChanged[T any](c *call, s shape[T], items []T, n schema.Noun, id func(T) schema.ID) error {
	since, err := c.since()
	if err != nil {
		return err
	}
	if since.IsZero() {
		return listAll(c, s, items)
	}
	changed, err := c.s.Desk.Changed(c.ctx, n, since)
	if err != nil {
		return err
	}
	return listAll(c, s, slices.DeleteFunc(slices.Clone(items), func(x T) bool { return !changed[id(x)] }))
}

// listAll writes a list that a Desk gives whole: those in which all words of
// --query are found, in the order of a member, from a place on.
func listAll[T any](c *call, s shape[T], items []T) error {
	limit, err := c.number("limit", 1, maxList)
	if err != nil {
		return err
	}
	found, err := objects(c, s, items)
	if err != nil {
		return err
	}
	words := strings.Fields(schema.Fold(c.text("query")))
	found = slices.DeleteFunc(found, func(o export.Object) bool { return !holds(o, words) })
	if err := sortObjects(c, found, s.members(c).Names()); err != nil {
		return err
	}
	out := export.List{Items: found, Count: len(found)}
	from, err := c.position(found)
	if err != nil {
		return err
	}
	out.Items = found[from:]
	if limit > 0 && len(out.Items) > limit {
		out.Items = out.Items[:limit]
		out.Next = base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %s", from+limit, firstText(out.Items[limit-1])))
	}
	if out.Next != "" && !c.form.json {
		c.say(lang.Fill(c.words.Command.More.Of(len(out.Items)), "n", itoa(len(out.Items)), "cursor", out.Next))
	}
	if s.dates != nil && c.form.format == export.ICS {
		return s.dates(c, out.Items)
	}
	return writeList(c, s, out)
}

// holds reports whether each word is in one of the thing's members.
func holds(o export.Object, words []string) bool {
	for _, word := range words {
		if !slices.ContainsFunc(o, func(m export.Member) bool { return strings.Contains(schema.Fold(o.Text(m.Name)), word) }) {
			return false
		}
	}
	return true
}

// sortObjects puts things in the order of --sort: a member's name, with - before it
// or :desc behind it the other way round. What has none comes last either way.
func sortObjects(c *call, found []export.Object, names []string) error {
	if !c.given("sort") {
		return nil
	}
	name, down := strings.CutPrefix(strings.ToLower(c.text("sort")), "-")
	name, order, _ := strings.Cut(name, ":")
	if !slices.Contains(names, name) || !slices.Contains([]string{"", "asc", "desc"}, order) {
		return c.badFlag("sort", strings.Join(names, ", "))
	}
	down = down || order == "desc"
	slices.SortStableFunc(found, func(a, b export.Object) int {
		x, y := a.Text(name), b.Text(name)
		if x == "" || y == "" {
			return cmp.Compare(len(y), len(x))
		}
		n, wrong := strconv.Atoi(x)
		m, alsoWrong := strconv.Atoi(y)
		by := cmp.Compare(schema.Fold(x), schema.Fold(y))
		if wrong == nil && alsoWrong == nil {
			by = cmp.Compare(n, m)
		}
		if down {
			by = -by
		}
		return by
	})
	return nil
}

// position is where the list goes on after --after: behind the thing that was
// the last one given, where it is still there, else at its place.
func (c *call) position(found []export.Object) (int, error) {
	if !c.given("after") {
		return 0, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(c.text("after"))
	at, last, ok := strings.Cut(string(raw), " ")
	place, wrong := strconv.Atoi(at)
	if err != nil || wrong != nil || !ok || place < 0 {
		return 0, schema.Invalid(schema.WhyCursor, "cursor", c.text("after"))
	}
	if i := slices.IndexFunc(found, func(o export.Object) bool { return firstText(o) == last }); i >= 0 && last != "" {
		place = i + 1
	}
	return min(place, len(found)), nil
}

// firstText names a thing among others: its first member is its reference.
func firstText(o export.Object) string {
	if len(o) == 0 {
		return ""
	}
	return o.Text(o[0].Name)
}
