package notify_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/notify"
)

func hook(s *httptest.Server) *notify.Webhook {
	pool := x509.NewCertPool()
	if c := s.Certificate(); c != nil {
		pool.AddCert(c)
	}
	return &notify.Webhook{Link: "ssh desk.example", Now: func() time.Time { return noon }, Private: true, Roots: pool}
}

func posting(to string) schema.Delivery {
	d := delivery()
	d.Channel, d.To, d.Secret = schema.ChannelWebhook, to, "secret"
	return d
}

func TestAWebhookIsSignedAndTellsReferenceAndCommandAlone(t *testing.T) {
	got := make(chan *http.Request, 1)
	var body []byte
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ = io.ReadAll(r.Body)
		got <- r
		w.WriteHeader(http.StatusAccepted)
	}))
	defer s.Close()
	if err := hook(s).Carry(t.Context(), posting(s.URL+"/hook")); err != nil {
		t.Fatal(err)
	}
	r := <-got
	at, sum, ok := strings.Cut(strings.TrimPrefix(r.Header.Get(notify.SignatureHeader), "t="), ",v1=")
	mac := hmac.New(sha256.New, []byte("secret"))
	mac.Write([]byte(at + "." + string(body)))
	if !ok || at != "1430827200" || sum != hex.EncodeToString(mac.Sum(nil)) {
		t.Errorf("signed %q", r.Header.Get(notify.SignatureHeader))
	}
	var what map[string]any
	if err := json.Unmarshal(body, &what); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"schema": 1.0, "id": "TOKEN", "event": "request.sent", "ref": "GOO-2015-0042", "label": "P1",
		"link": "ssh desk.example request show GOO-2015-0042", "at": "2015-05-05T12:00:00Z"}
	if len(what) != len(want) || r.Method != http.MethodPost {
		t.Errorf("posted is %s", body)
	}
	for k, v := range want {
		if what[k] != v {
			t.Errorf("%s is %v", k, what[k])
		}
	}
}

func TestWhatAWebhookAnswersDecidesWhetherItIsTriedAgain(t *testing.T) {
	status, followed := 0, false
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/elsewhere" {
			followed = true
			return
		}
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
	}))
	defer s.Close()
	for code, permanent := range map[int]bool{302: true, 307: true, 400: true, 404: true, 410: true, 408: false, 429: false, 500: false, 503: false} {
		status = code
		if f := failure(t, hook(s).Carry(t.Context(), posting(s.URL))); f.Permanent != permanent || f.Server {
			t.Errorf("%d is %+v", code, f)
		}
	}
	if followed {
		t.Error("a redirect was followed")
	}
	s.Close()
	if f := failure(t, hook(s).Carry(t.Context(), posting(s.URL))); f.Permanent || strings.Contains(f.Problem, "127.0.0.1") {
		t.Errorf("nobody there is %+v", f)
	}
}

func TestAWebhookThatDoesNotAnswerIsLeftWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // else the server does not see its client leave
		cancel()
		<-r.Context().Done()
	}))
	defer s.Close()
	if f := failure(t, hook(s).Carry(ctx, posting(s.URL))); f.Permanent {
		t.Errorf("%+v", f)
	}
}

func TestAWebhookReachesNoPrivateAddress(t *testing.T) {
	reached := false
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer s.Close()
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, to := range []string{s.URL, "http://localhost" + port, "http://[::1]" + port, "https://10.0.0.1/", "https://169.254.169.254/latest", "https://192.168.1.1/",
		"https://172.20.0.1/", "https://100.64.0.1/", "https://0.0.0.0" + port, "https://[fd00::1]/", "https://[fe80::1]/", "https://[::ffff:127.0.0.1]" + port,
		"https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "http://public.example/", "file:///etc/passwd"} {
		h := hook(s)
		h.Private = false
		if f := failure(t, h.Carry(t.Context(), posting(to))); !f.Permanent {
			t.Errorf("%s is %+v", to, f)
		}
	}
	if reached {
		t.Error("a private address was posted to")
	}
}
