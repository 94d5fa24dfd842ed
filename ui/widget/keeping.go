package widget

// Keeping is what a session knows of the drafts that are kept on the server too.
// The zero Keeping knows of none.
type Keeping struct {
	underWay map[string]<-chan struct{} // closed once a draft has been written
	known    map[string]bool            // those that were on the server when this session last looked
}

// Begin tells that a draft is being written; written is closed when it is done.
func (k *Keeping) Begin(draft string, written <-chan struct{}) {
	if k.underWay == nil {
		k.underWay = map[string]<-chan struct{}{}
	}
	k.underWay[draft] = written
}

// UnderWay is closed once what is being written of a draft is; nil: nothing is.
func (k *Keeping) UnderWay(draft string) <-chan struct{} { return k.underWay[draft] }

// Know tells whether a draft is on the server.
func (k *Keeping) Know(draft string, there bool) {
	if k.known == nil {
		k.known = map[string]bool{}
	}
	k.known[draft] = there
}

// Knew reports whether the session knew a draft to be on the server.
func (k *Keeping) Knew(draft string) bool { return k.known[draft] }
