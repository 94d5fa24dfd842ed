package command

import (
	"slices"

	"contactgroup/schema"
)

// sampleVerb lists what the lot gives the qualified person to look at.
func sampleVerb() verb {
	f, _ := schema.FollowupOf(schema.VerbRecommend)
	return verb{name: "sample", usage: "[--draw N]", flags: append([]string{"draw"}, shortFlags...), may: roles(schema.VerbRead, f.Roles...), run: sampleRequests}
}

// sampleRequests writes the lot that the registers' page shows: the same
// requests for the same day and number, those sent last first.
func sampleRequests(c *call) error {
	draw, err := c.number("draw", 1, 1000)
	if err != nil {
		return err
	}
	ids, err := c.s.Desk.RequestIDs(c.ctx, schema.OverseenQuery(), true, schema.SampleFrom)
	if err != nil {
		return err
	}
	found, err := c.s.Desk.RequestsByID(c.ctx, schema.Sample(ids, schema.DateOf(c.s.Desk.Now(), c.groupZone()), max(draw, 1)))
	if err != nil {
		return err
	}
	slices.SortStableFunc(found, func(a, b schema.Request) int { return b.Sent.Compare(a.Sent) })
	return listAll(c, requestForm, found)
}
