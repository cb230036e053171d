package lookalike

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// pingEvery is often enough that the app does not take the socket for dead.
const pingEvery = 10 * time.Second

var errCut = errors.New("the socket was closed")

// socket is one Socket Mode connection of the app.
type socket struct {
	conn *websocket.Conn
	gone chan struct{} // closed when nothing more can be read
	once sync.Once

	writing sync.Mutex

	mu      sync.Mutex
	waiting map[string]chan ack // envelope_id → who waits for its acknowledgement
}

// ack is the app's acknowledgement of an envelope; its payload is the answer.
type ack struct {
	payload json.RawMessage
	size    int // bytes of the whole message
}

// openConnection hands out a socket's URL, which is good for one connection.
func (w *Workspace) openConnection(call) (answer, *apiError) {
	ticket := secretWord()
	w.tickets[ticket] = true
	return answer{"url": "ws" + strings.TrimPrefix(w.address, "http") + "/socket?ticket=" + ticket}, nil
}

var upgrader = websocket.Upgrader{
	// The ticket is the permission. Slack's own clients send Slack's origin here.
	CheckOrigin: func(*http.Request) bool { return true },
}

func (w *Workspace) serveSocket(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	ticket := r.URL.Query().Get("ticket")
	known := w.tickets[ticket]
	delete(w.tickets, ticket)
	w.mu.Unlock()
	if !known {
		http.Error(rw, "this socket's address was used, or never given out", http.StatusNotFound)
		return
	}
	conn, err := upgrader.Upgrade(rw, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	s := &socket{conn: conn, gone: make(chan struct{}), waiting: map[string]chan ack{}}
	defer s.cut()
	conn.SetReadLimit(maxCall)

	w.mu.Lock()
	closed := w.closing.Err() != nil
	if !closed {
		w.sockets = append(w.sockets, s)
		w.running.Go(s.ping)
		w.running.Add(1)
		defer w.running.Done()
	}
	number := len(w.sockets)
	w.mu.Unlock()
	if closed {
		return
	}
	defer func() {
		w.mu.Lock()
		w.sockets = slices.DeleteFunc(w.sockets, func(other *socket) bool { return other == s })
		w.bump()
		w.mu.Unlock()
	}()
	hello := map[string]any{
		"type": "hello", "num_connections": number, "connection_info": map[string]any{"app_id": w.appID()},
		"debug_info": map[string]any{"host": "look-alike", "approximate_connection_time": 18060},
	}
	if s.write(encoded(hello)) != nil {
		return
	}
	w.mu.Lock()
	w.bump() // somebody may be waiting until the app is connected
	w.mu.Unlock()
	s.read()
}

// read passes each acknowledgement to whoever waits for it, until the connection ends.
func (s *socket) read() {
	for {
		_, raw, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		var said struct {
			EnvelopeID string          `json:"envelope_id"`
			Payload    json.RawMessage `json:"payload"`
		}
		if json.Unmarshal(raw, &said) != nil {
			continue
		}
		s.mu.Lock()
		waiter := s.waiting[said.EnvelopeID]
		delete(s.waiting, said.EnvelopeID) // nobody waits for an acknowledgement that comes late or twice
		s.mu.Unlock()
		if waiter != nil {
			waiter <- ack{payload: said.Payload, size: len(raw)}
		}
	}
}

// ask sends an envelope and waits for its acknowledgement.
func (s *socket) ask(ctx context.Context, id string, envelope []byte) (ack, error) {
	waiter := make(chan ack, 1)
	s.mu.Lock()
	s.waiting[id] = waiter
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.waiting, id)
	}()
	if err := s.write(envelope); err != nil {
		return ack{}, err
	}
	select {
	case a := <-waiter:
		return a, nil
	case <-s.gone:
		return ack{}, errCut
	case <-ctx.Done():
		return ack{}, ctx.Err()
	}
}

func (s *socket) write(message []byte) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	_ = s.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	return s.conn.WriteMessage(websocket.TextMessage, message)
}

func (s *socket) ping() {
	every := time.NewTicker(pingEvery)
	defer every.Stop()
	for {
		select {
		case <-s.gone:
			return
		case <-every.C:
			ping, deadline := []byte("Ping from the look-alike"), time.Now().Add(time.Second)
			if s.conn.WriteControl(websocket.PingMessage, ping, deadline) != nil {
				s.cut()
			}
		}
	}
}

func (s *socket) cut() {
	s.once.Do(func() {
		close(s.gone)
		_ = s.conn.Close()
	})
}

// pickSocket chooses the connection for the next delivery, each in turn. It is nil if the app has none.
func (w *Workspace) pickSocket() *socket {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.sockets) == 0 {
		return nil
	}
	s := w.sockets[0]
	w.sockets = append(w.sockets[1:], s)
	return s
}

// Connected is how many Socket Mode connections the app has.
func (w *Workspace) Connected() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.sockets)
}

// Disconnect tells every socket to reconnect and closes it, as Slack does every few hours. It does not wait for the app
// to come back. reason is Slack's: "warning", "refresh_requested" or "link_disabled".
func (w *Workspace) Disconnect(reason string) {
	w.mu.Lock()
	sockets := slices.Clone(w.sockets)
	w.mu.Unlock()
	for _, s := range sockets {
		_ = s.write(encoded(map[string]any{
			"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "look-alike"},
		}))
		s.cut()
	}
}
