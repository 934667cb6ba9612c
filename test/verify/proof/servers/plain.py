"""With Python's own server, which closes each connection after its response without saying so."""
import json
import re
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TYPE = "application/vnd.mx.nexus.v1+json"
TEXTS = ["external_guid", "metadata", "name"]
FLAGS = ["is_oauth", "skip_aggregation", "skip_webhook"]
mode = ""
taken = set()


class Rejected(Exception):
    pass


def need(condition, status=400):
    if not condition:
        raise Rejected(status)


def guid(prefix, value):
    # Python's $ also matches in front of a line break at the end.
    match = re.match if mode == "searches with $" else re.fullmatch
    digits = r"\w" if mode == "takes any word for digits" else "0-9A-Fa-f"
    return isinstance(value, str) and match(f"{prefix}-[{digits}-]+$", value)


def create(token, header, raw):
    need(token or mode == "asks for no token", 401)
    need(token != "example-expired-session", 401)
    try:
        body = json.loads(raw)
    except ValueError:
        raise Rejected(400)
    need(header in (None, "true", "false"))
    need(isinstance(body, dict) and list(body) == ["member"] and isinstance(body["member"], dict))
    member = body["member"]
    need(set(member) <= {"institution_guid", "credentials", "use_cases", *TEXTS, *FLAGS})
    need(guid("INS", member.get("institution_guid")))
    for key in TEXTS:
        need(key not in member or isinstance(member[key], str) or (mode == "takes null" and member[key] is None))
    for key in FLAGS:
        # A boolean is an int in Python.
        kind = int if mode == "takes numbers for booleans" else bool
        need(key not in member or isinstance(member[key], kind))
    cases = member.get("use_cases", ["PFM"])
    need(isinstance(cases, list) and cases and all(one in ("PFM", "MONEY_MOVEMENT") for one in cases))
    credentials = member.get("credentials")
    if member.get("is_oauth"):
        need("credentials" not in member or mode == "takes credentials for OAuth")
    else:
        need(isinstance(credentials, list) and credentials)
        for one in credentials:
            need(isinstance(one, dict) and set(one) == {"credential_guid", "value"})
            need(guid("CRD", one["credential_guid"]) and isinstance(one["value"], str))
            need(not re.fullmatch("CRD-[0-]+", one["credential_guid"]))
    need(not re.fullmatch("INS-[0-]+", member["institution_guid"]), 422)
    keys = [("external_guid", member["external_guid"])] if "external_guid" in member else []
    if credentials:
        keys.append((token, member["institution_guid"], credentials[0]["value"]))
    need(not taken.intersection(keys), 422)
    if mode != "remembers nothing":
        taken.update(keys)
    oauth = bool(member.get("is_oauth"))
    created = {
        "guid": "MBR-" + str(uuid.uuid4()),
        "user_guid": "USR-" + str(uuid.uuid5(uuid.NAMESPACE_URL, token or "")),
        "institution_guid": member["institution_guid"],
        "name": member.get("name", "Bank"),
        "connection_status": "PENDING" if oauth else "CREATED",
        "is_being_aggregated": not oauth,
        "is_managed_by_user": False,
        "is_user_created": True,
        "is_oauth": oauth,
    }
    created.update({key: member[key] for key in ("external_guid", "metadata", "use_cases") if key in member})
    if oauth:
        created["oauth_window_uri"] = "https://oauth.example.com/" + str(uuid.uuid4())
    return {"member": created}


class Handler(BaseHTTPRequestHandler):
    # Promises to keep a connection, and closes it.
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def read(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def do_PUT(self):
        global mode
        mode = self.read().decode()
        taken.clear()
        self.send_response(204)
        self.end_headers()

    def do_POST(self):
        try:
            status, body = 200, create(self.headers.get("MD-SESSION-TOKEN"), self.headers.get("MX-Skip-Webhook"), self.read())
        except Rejected as rejected:
            status, body = rejected.args[0], {"error": {"code": 4000, "message": "rejected"}}
        data = json.dumps(body, ensure_ascii=mode == "escapes what is not ASCII").encode()
        self.send_response(status)
        self.send_header("Content-Type", TYPE)
        if mode != "ends bodies by closing":
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = True


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
