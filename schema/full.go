package schema

// FullRequest is one request with all that was said and done about it, at one
// moment and as one member sees it.
type FullRequest struct {
	Request Request
	Replies []Reply // oldest first
	Events  []Event // oldest first
}
