// Written by `npm run generate` from openapi/. Do not edit.
import type { NewMember } from "./schemas.js";

/** Name, version, servers and media type of the contract. */
export const api = {
  "title": "MX Nexus API, Create member",
  "version": "0.1.0",
  "servers": {
    "integration": "https://int-data.moneydesktop.com",
    "production": "https://data.moneydesktop.com"
  },
  "mediaType": "application/vnd.mx.nexus.v1+json"
} as const;

/** What requests create, as the responses have it. */
export type Created = NewMember;

/** Every operation of the contract. */
export const operations = [
  {
    "operationId": "createMember",
    "method": "POST",
    "path": "/members",
    "security": [
      {
        "header": "md-session-token",
        "scheme": "apiKey"
      }
    ],
    "parameters": [
      {
        "in": "header",
        "name": "MX-Skip-Webhook",
        "required": false,
        "type": "boolean",
        "explode": false,
        "schema": "createMember_header_MX_Skip_Webhook"
      }
    ],
    "request": {
      "required": true,
      "schema": "MemberCreateRequestBody",
      "fields": [
        "/member",
        "/member/institution_guid",
        "/member/credentials",
        "/member/credentials/0",
        "/member/credentials/0/credential_guid",
        "/member/is_oauth",
        "/member/skip_aggregation",
        "/member/skip_webhook",
        "/member/external_guid",
        "/member/metadata",
        "/member/name",
        "/member/use_cases",
        "/member/use_cases/0"
      ]
    },
    "responses": {
      "200": {
        "schema": "MemberResponseBody"
      },
      "400": {
        "schema": "ErrorResponseBody",
        "errorMessage": "/error/message"
      },
      "401": {
        "schema": "ErrorResponseBody",
        "errorMessage": "/error/message"
      },
      "422": {
        "schema": "ErrorResponseBody",
        "errorMessage": "/error/message"
      },
      "default": {
        "schema": "ErrorResponseBody",
        "errorMessage": "/error/message"
      }
    },
    "errorMessage": "/error/message",
    "created": "/member",
    "repeats": {
      "/member/institution_guid": {},
      "/member/is_oauth": {
        "otherwise": false
      },
      "/member/external_guid": {
        "otherwise": null
      },
      "/member/metadata": {
        "otherwise": null
      },
      "/member/name": {},
      "/member/use_cases": {
        "absent": true
      }
    },
    "unique": {
      "/member/guid": "request",
      "/member/user_guid": "token",
      "/member/most_recent_job_guid": "request"
    },
    "scenarios": [
      {
        "name": "standard",
        "when": {}
      },
      {
        "name": "created",
        "when": {
          "otherwise": true
        }
      },
      {
        "name": "oauth",
        "when": {
          "same": [
            "/member/is_oauth"
          ]
        }
      },
      {
        "name": "skip-aggregation",
        "when": {
          "same": [
            "/member/skip_aggregation"
          ]
        }
      },
      {
        "name": "missing-credentials",
        "when": {
          "missing": "/member/credentials"
        }
      },
      {
        "name": "missing-institution",
        "when": {
          "missing": "/member/institution_guid"
        }
      },
      {
        "name": "invalid",
        "when": {
          "invalid": true
        }
      },
      {
        "name": "stale-credentials",
        "when": {
          "same": [
            "/member/credentials/0/credential_guid"
          ]
        }
      },
      {
        "name": "missing-session",
        "when": {
          "token": null
        }
      },
      {
        "name": "expired-session",
        "when": {
          "token": "example-expired-session"
        }
      },
      {
        "name": "duplicate-member",
        "when": {
          "same": [
            "/member/credentials/0/value"
          ],
          "taken": {
            "within": "user",
            "fields": [
              "/member/institution_guid",
              "/member/credentials/0/value"
            ]
          }
        }
      },
      {
        "name": "external-guid-taken",
        "when": {
          "same": [
            "/member/external_guid"
          ],
          "taken": {
            "within": "client",
            "fields": [
              "/member/external_guid"
            ]
          }
        }
      },
      {
        "name": "unknown-institution",
        "when": {
          "same": [
            "/member/institution_guid"
          ]
        }
      }
    ]
  }
] as const;
