package store

import "contactgroup/schema"

// cleaner makes the texts of one thing fit to be stored and keeps the first thing that is wrong.
type cleaner struct{ err error }

func (c *cleaner) line(field, s string) string {
	clean, err := schema.CleanLine(field, s)
	c.keep(err)
	return clean
}

// name is a line that must not be empty.
func (c *cleaner) name(field, s string) string {
	clean := c.line(field, s)
	c.check(clean != "", schema.WhyEmpty, field, "")
	return clean
}

func (c *cleaner) text(field, s string) string {
	clean, err := schema.CleanText(field, s, schema.MaxText)
	c.keep(err)
	return clean
}

func (c *cleaner) check(right bool, why schema.Reason, field, value string) {
	if !right {
		c.keep(schema.Invalid(why, field, value))
	}
}

func (c *cleaner) keep(err error) {
	if c.err == nil {
		c.err = err
	}
}
