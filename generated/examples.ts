// Written by `npm run generate` from openapi/. Do not edit.
import type { ErrorResponseBody, MemberCreateRequestBody, MemberResponseBody } from "./schemas.js";

export const examples = {
  createMember: {
    /** A standard member that is already connected. The response that MX publishes. */
    "standard": {
      "status": 200 as const,
      "request": {
        "member": {
          "institution_guid": "INS-1572a04c-912b-59bf-5841-332c7dfafaef",
          "credentials": [
            {
              "credential_guid": "CRD-11111111-1111-1111-1111-111111111111",
              "value": "example-login"
            },
            {
              "credential_guid": "CRD-22222222-2222-2222-2222-222222222222",
              "value": "example-password"
            }
          ],
          "metadata": "\\\"credentials_last_refreshed_at\\\": \\\"2015-10-15\\\"",
          "use_cases": [
            "PFM"
          ]
        }
      } satisfies MemberCreateRequestBody,
      "response": {
        "member": {
          "aggregated_at": "2016-10-13T18:07:57.000Z",
          "background_aggregation_is_disabled": false,
          "connection_status": "CONNECTED",
          "external_guid": null,
          "guid": "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b",
          "institution_code": "chase",
          "institution_guid": "INS-1572a04c-912b-59bf-5841-332c7dfafaef",
          "is_being_aggregated": false,
          "is_managed_by_user": false,
          "is_oauth": false,
          "is_user_created": true,
          "most_recent_job_guid": "JOB-d6bb804b-6d12-44f1-b0ad-403441c03372",
          "metadata": "\\\"credentials_last_refreshed_at\\\": \\\"2015-10-15\\\"",
          "name": "Chase Bank",
          "successfully_aggregated_at": "2016-10-13T17:57:38.000Z",
          "use_cases": [
            "PFM"
          ],
          "user_guid": "USR-fa7537f3-48aa-a683-a02a-b18940482f54"
        }
      } satisfies MemberResponseBody
    },
    /** A new standard member, not aggregated yet; its first job is running. */
    "created": {
      "status": 200 as const,
      "request": {
        "member": {
          "institution_guid": "INS-33333333-3333-3333-3333-333333333333",
          "credentials": [
            {
              "credential_guid": "CRD-44444444-4444-4444-4444-444444444444",
              "value": "example-login-1001"
            },
            {
              "credential_guid": "CRD-55555555-5555-5555-5555-555555555555",
              "value": "example-password"
            }
          ],
          "external_guid": "link-1001",
          "use_cases": [
            "PFM",
            "MONEY_MOVEMENT"
          ]
        }
      } satisfies MemberCreateRequestBody,
      "response": {
        "member": {
          "aggregated_at": null,
          "background_aggregation_is_disabled": false,
          "connection_status": "CREATED",
          "external_guid": "link-1001",
          "guid": "MBR-77777777-7777-7777-7777-777777777771",
          "institution_code": "example_bank",
          "institution_guid": "INS-33333333-3333-3333-3333-333333333333",
          "is_being_aggregated": true,
          "is_managed_by_user": false,
          "is_oauth": false,
          "is_user_created": true,
          "metadata": null,
          "most_recent_job_guid": "JOB-88888888-8888-8888-8888-888888888881",
          "name": "Example Bank",
          "successfully_aggregated_at": null,
          "use_cases": [
            "PFM",
            "MONEY_MOVEMENT"
          ],
          "user_guid": "USR-99999999-9999-9999-9999-999999999999"
        }
      } satisfies MemberResponseBody
    },
    /** A pending OAuth member, with the one-time URI to send the end user to. */
    "oauth": {
      "status": 200 as const,
      "request": {
        "member": {
          "institution_guid": "INS-66666666-6666-6666-6666-666666666666",
          "is_oauth": true,
          "external_guid": "link-1003"
        }
      } satisfies MemberCreateRequestBody,
      "response": {
        "member": {
          "aggregated_at": null,
          "background_aggregation_is_disabled": false,
          "connection_status": "PENDING",
          "external_guid": "link-1003",
          "guid": "MBR-77777777-7777-7777-7777-777777777773",
          "institution_code": "example_oauth_bank",
          "institution_guid": "INS-66666666-6666-6666-6666-666666666666",
          "is_being_aggregated": false,
          "is_managed_by_user": false,
          "is_oauth": true,
          "is_user_created": true,
          "metadata": null,
          "most_recent_job_guid": null,
          "name": "Example OAuth Bank",
          "oauth_window_uri": "https://oauth.example.com/oauth/predirect_to/MBR-77777777-7777-7777-7777-777777777773/example-one-time-token",
          "successfully_aggregated_at": null,
          "user_guid": "USR-99999999-9999-9999-9999-999999999999"
        }
      } satisfies MemberResponseBody
    },
    /** A new standard member that is not aggregated; no job is running, and none has run. */
    "skip-aggregation": {
      "status": 200 as const,
      "request": {
        "member": {
          "institution_guid": "INS-33333333-3333-3333-3333-333333333333",
          "credentials": [
            {
              "credential_guid": "CRD-44444444-4444-4444-4444-444444444444",
              "value": "example-login-1002"
            },
            {
              "credential_guid": "CRD-55555555-5555-5555-5555-555555555555",
              "value": "example-password"
            }
          ],
          "skip_aggregation": true,
          "skip_webhook": true,
          "external_guid": "link-1002",
          "metadata": "{\"opened_from\":\"onboarding\"}"
        }
      } satisfies MemberCreateRequestBody,
      "response": {
        "member": {
          "aggregated_at": null,
          "background_aggregation_is_disabled": false,
          "connection_status": "CREATED",
          "external_guid": "link-1002",
          "guid": "MBR-77777777-7777-7777-7777-777777777772",
          "institution_code": "example_bank",
          "institution_guid": "INS-33333333-3333-3333-3333-333333333333",
          "is_being_aggregated": false,
          "is_managed_by_user": false,
          "is_oauth": false,
          "is_user_created": true,
          "metadata": "{\"opened_from\":\"onboarding\"}",
          "most_recent_job_guid": null,
          "name": "Example Bank",
          "successfully_aggregated_at": null,
          "user_guid": "USR-99999999-9999-9999-9999-999999999999"
        }
      } satisfies MemberResponseBody
    },
    /** A standard member without credentials. */
    "missing-credentials": {
      "status": 400 as const,
      "request": undefined,
      "response": {
        "error": {
          "code": 4001,
          "message": "The required parameter credentials is missing"
        }
      } satisfies ErrorResponseBody
    },
    /** A member without an institution. */
    "missing-institution": {
      "status": 400 as const,
      "request": undefined,
      "response": {
        "error": {
          "code": 4001,
          "message": "The required parameter institution_guid is missing"
        }
      } satisfies ErrorResponseBody
    },
    /** Any other request that does not conform to the contract, for example a field of the wrong type. */
    "invalid": {
      "status": 400 as const,
      "request": undefined,
      "response": {
        "error": {
          "code": 4002,
          "message": "One or more parameters are invalid"
        }
      } satisfies ErrorResponseBody
    },
    /** The credential GUIDs are out of date; list the institution's credentials again. */
    "stale-credentials": {
      "status": 400 as const,
      "request": {
        "member": {
          "institution_guid": "INS-33333333-3333-3333-3333-333333333333",
          "credentials": [
            {
              "credential_guid": "CRD-00000000-0000-0000-0000-000000000000",
              "value": "example-login-1004"
            },
            {
              "credential_guid": "CRD-55555555-5555-5555-5555-555555555555",
              "value": "example-password"
            }
          ],
          "external_guid": "link-1004"
        }
      } satisfies MemberCreateRequestBody,
      "response": {
        "error": {
          "message": "The credentials of this institution have changed, list them again"
        }
      } satisfies ErrorResponseBody
    },
    /** No session token, or an invalid one. */
    "missing-session": {
      "status": 401 as const,
      "request": undefined,
      "response": {
        "error": {
          "message": "A valid session token is required"
        }
      } satisfies ErrorResponseBody
    },
    /** The session token has expired, 30 minutes after its last call. */
    "expired-session": {
      "status": 401 as const,
      "request": undefined,
      "response": {
        "error": {
          "code": 4011,
          "message": "The session token has expired"
        }
      } satisfies ErrorResponseBody
    },
    /** The user already has a member at this institution with the same login. */
    "duplicate-member": {
      "status": 422 as const,
      "request": {
        "member": {
          "institution_guid": "INS-33333333-3333-3333-3333-333333333333",
          "credentials": [
            {
              "credential_guid": "CRD-44444444-4444-4444-4444-444444444444",
              "value": "example-login-in-use"
            },
            {
              "credential_guid": "CRD-55555555-5555-5555-5555-555555555555",
              "value": "example-password"
            }
          ],
          "external_guid": "link-1005"
        }
      } satisfies MemberCreateRequestBody,
      "response": {
        "error": {
          "code": 4220,
          "message": "The user is connected to this institution with these credentials already"
        }
      } satisfies ErrorResponseBody
    },
    /** The external_guid belongs to another member, or to the one that an earlier attempt created. */
    "external-guid-taken": {
      "status": 422 as const,
      "request": {
        "member": {
          "institution_guid": "INS-33333333-3333-3333-3333-333333333333",
          "credentials": [
            {
              "credential_guid": "CRD-44444444-4444-4444-4444-444444444444",
              "value": "example-login-1007"
            },
            {
              "credential_guid": "CRD-55555555-5555-5555-5555-555555555555",
              "value": "example-password"
            }
          ],
          "external_guid": "link-taken"
        }
      } satisfies MemberCreateRequestBody,
      "response": {
        "error": {
          "code": 4220,
          "message": "The external_guid is in use"
        }
      } satisfies ErrorResponseBody
    },
    /** No institution has this GUID. */
    "unknown-institution": {
      "status": 422 as const,
      "request": {
        "member": {
          "institution_guid": "INS-00000000-0000-0000-0000-000000000000",
          "credentials": [
            {
              "credential_guid": "CRD-44444444-4444-4444-4444-444444444444",
              "value": "example-login-1006"
            },
            {
              "credential_guid": "CRD-55555555-5555-5555-5555-555555555555",
              "value": "example-password"
            }
          ],
          "external_guid": "link-1006"
        }
      } satisfies MemberCreateRequestBody,
      "response": {
        "error": {
          "code": 4220,
          "message": "The institution_guid does not exist"
        }
      } satisfies ErrorResponseBody
    },
  },
};
