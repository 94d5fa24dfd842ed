package schema_test

import (
	"slices"
	"testing"

	"contactgroup/schema"
)

func TestALotIsTheSameWheneverItIsDrawnAndAnotherForEachDayAndNumber(t *testing.T) {
	ids := make([]schema.ID, 500)
	for i := range ids {
		ids[i] = schema.ID(i + 1)
	}
	day := schema.Date{Year: 2015, Month: 5, Day: 5}
	first := schema.Sample(ids, day, 1)
	reversed := slices.Clone(ids)
	slices.Reverse(reversed)
	if len(first) != schema.SampleSize || !slices.Equal(first, schema.Sample(reversed, day, 1)) {
		t.Errorf("the lot depends on the order of what it is drawn from: %v", first)
	}
	for name, other := range map[string][]schema.ID{"the next number": schema.Sample(ids, day, 2), "the next day": schema.Sample(ids, schema.Date{Year: 2015, Month: 5, Day: 6}, 1)} {
		if slices.Equal(first, other) {
			t.Errorf("%s gives the same lot", name)
		}
	}
	gone := 0
	for _, id := range first {
		if !slices.Contains(schema.Sample(append(ids, 501), day, 1), id) {
			gone++
		}
	}
	if gone > 1 {
		t.Errorf("%d left the lot when one request came in", gone)
	}
	if got := schema.Sample(ids[:3], day, 1); len(got) != 3 {
		t.Errorf("of three %v are drawn", got)
	}
}
