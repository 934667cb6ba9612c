// Written by `npm run generate` from openapi/. Do not edit.
export interface paths {
    "/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create member
         * @description Connects the end user of the session to one institution. There is no user in the path or in the body: the session
         *     token decides whose member is made.
         *
         *     | | Standard member | OAuth member |
         *     |---|---|---|
         *     | Send | `institution_guid` and `credentials` | `institution_guid` and `is_oauth: true`, no credentials |
         *     | The institution | asks for credentials | supports OAuth (`supports_oauth`) |
         *     | `connection_status` in the answer | `CREATED` for a new member | `PENDING` |
         *     | What happens next | MX checks the credentials and aggregates at once | the end user opens `oauth_window_uri` and signs in; aggregation follows |
         *     | With `skip_aggregation: true` | no aggregation | no aggregation after the sign-in |
         *
         *     Do not connect the same user twice to the same institution with the same login. Nexus refuses the second member with
         *     422, where other MX APIs say 409. The rule holds for OAuth too, where the login is known only after the sign-in.
         *
         *     **Send an `external_guid`.** Nexus keeps it unique over all members of all your users. When no answer arrives, repeat the
         *     same request: it creates the member, or is refused with 422 because the first attempt got through. It never makes a
         *     second member.
         */
        post: operations["createMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * InstitutionGuid
         * @description Names a financial institution. Institution search gives it. Not the `institution_code` that other MX APIs take.
         * @example INS-1572a04c-912b-59bf-5841-332c7dfafaef
         */
        InstitutionGuid: string;
        /**
         * CredentialGuid
         * @description Names one of the credentials that the institution requires, such as a user name or a password. From `GET /institutions/{institution_guid}/credentials`.
         * @example CRD-11111111-1111-1111-1111-111111111111
         */
        CredentialGuid: string;
        /**
         * CredentialRequest
         * @description One credential that the institution requires, and what the end user typed in for it.
         */
        CredentialRequest: {
            /** @description Names one of the credentials that the institution requires, such as a user name or a password. From `GET /institutions/{institution_guid}/credentials`. */
            credential_guid: components["schemas"]["CredentialGuid"];
            /**
             * Format: password
             * @description What the end user typed in. A secret; never log it.
             * @example example-password
             */
            value: string;
        };
        /**
         * SkipAggregation
         * @description `true` stops the aggregation that otherwise follows the creation of a standard member, or the sign-in of an OAuth member. Use it when you start the aggregation yourself later. Default: `false`.
         * @default false
         */
        SkipAggregation: boolean;
        /**
         * SkipWebhook
         * @description `true` keeps MX from sending the webhook about the new member. `false`, or no value, lets it go out. The header `MX-Skip-Webhook` does the same. Default: `false`.
         * @default false
         */
        SkipWebhook: boolean;
        /**
         * ExternalGuid
         * @description Your own identifier of the member, unique over all members of all your users. It makes repeating a request safe: the repeat creates the member, or is refused with 422 because an earlier attempt got through; it never makes a second member. After such a 422, look for your `external_guid` among the user's members. Default: none.
         * @example link-1001
         */
        ExternalGuid: string;
        /**
         * Metadata
         * @description Your own data about the member, as one string; JSON has to be sent as text. Default: none.
         * @example {"opened_from":"onboarding"}
         */
        Metadata: string;
        /**
         * MemberName
         * @description A display name in place of the institution's own. Leave it out: it is to be used only after agreement with MX. Default: the name of the institution.
         * @example Example Bank
         */
        MemberName: string;
        /**
         * UseCase
         * @description What the data of a member is used for.
         * @enum {string}
         */
        UseCase: "PFM" | "MONEY_MOVEMENT";
        /**
         * UseCases
         * @description What the member is for, one or both. Needed with every create once MX has switched use cases on for your client, and only then. Default: not set.
         */
        UseCases: components["schemas"]["UseCase"][];
        /**
         * StandardMemberCreateRequest
         * @description A member at an institution that asks for credentials. MX checks them at once and aggregates, unless `skip_aggregation` is true.
         */
        StandardMemberCreateRequest: {
            /** @description Names a financial institution. Institution search gives it. Not the `institution_code` that other MX APIs take. */
            institution_guid: components["schemas"]["InstitutionGuid"];
            /** @description The end user's answers to everything that the institution requires, at least one. Ask for the required credentials with `GET /institutions/{institution_guid}/credentials` for each member you create, or keep them for a day at most: they change, and outdated ones are refused with 400. */
            credentials: components["schemas"]["CredentialRequest"][];
            /**
             * @description Leave it out, or send `false`, for a standard member. Default: `false`.
             * @default false
             * @constant
             */
            is_oauth?: false;
            /** @description `true` stops the aggregation that otherwise follows the creation of a standard member, or the sign-in of an OAuth member. Use it when you start the aggregation yourself later. Default: `false`. */
            skip_aggregation?: components["schemas"]["SkipAggregation"];
            /** @description `true` keeps MX from sending the webhook about the new member. `false`, or no value, lets it go out. The header `MX-Skip-Webhook` does the same. Default: `false`. */
            skip_webhook?: components["schemas"]["SkipWebhook"];
            /** @description Your own identifier of the member, unique over all members of all your users. It makes repeating a request safe: the repeat creates the member, or is refused with 422 because an earlier attempt got through; it never makes a second member. After such a 422, look for your `external_guid` among the user's members. Default: none. */
            external_guid?: components["schemas"]["ExternalGuid"];
            /** @description Your own data about the member, as one string; JSON has to be sent as text. Default: none. */
            metadata?: components["schemas"]["Metadata"];
            /** @description A display name in place of the institution's own. Leave it out: it is to be used only after agreement with MX. Default: the name of the institution. */
            name?: components["schemas"]["MemberName"];
            /** @description What the member is for, one or both. Needed with every create once MX has switched use cases on for your client, and only then. Default: not set. */
            use_cases?: components["schemas"]["UseCases"];
        };
        /**
         * OAuthMemberCreateRequest
         * @description A member at an institution that supports OAuth (`supports_oauth`). It carries no credentials: the end user signs in at the institution, through the `oauth_window_uri` of the answer, within one hour. After that MX deletes the pending member.
         */
        OAuthMemberCreateRequest: {
            /** @description Names a financial institution. Institution search gives it. Not the `institution_code` that other MX APIs take. */
            institution_guid: components["schemas"]["InstitutionGuid"];
            /**
             * @description Must be `true` for an OAuth member.
             * @constant
             */
            is_oauth: true;
            /** @description `true` stops the aggregation that otherwise follows the creation of a standard member, or the sign-in of an OAuth member. Use it when you start the aggregation yourself later. Default: `false`. */
            skip_aggregation?: components["schemas"]["SkipAggregation"];
            /** @description `true` keeps MX from sending the webhook about the new member. `false`, or no value, lets it go out. The header `MX-Skip-Webhook` does the same. Default: `false`. */
            skip_webhook?: components["schemas"]["SkipWebhook"];
            /** @description Your own identifier of the member, unique over all members of all your users. It makes repeating a request safe: the repeat creates the member, or is refused with 422 because an earlier attempt got through; it never makes a second member. After such a 422, look for your `external_guid` among the user's members. Default: none. */
            external_guid?: components["schemas"]["ExternalGuid"];
            /** @description Your own data about the member, as one string; JSON has to be sent as text. Default: none. */
            metadata?: components["schemas"]["Metadata"];
            /** @description A display name in place of the institution's own. Leave it out: it is to be used only after agreement with MX. Default: the name of the institution. */
            name?: components["schemas"]["MemberName"];
            /** @description What the member is for, one or both. Needed with every create once MX has switched use cases on for your client, and only then. Default: not set. */
            use_cases?: components["schemas"]["UseCases"];
        };
        /**
         * MemberCreateRequest
         * @description The member to create, by credentials or by OAuth.
         */
        MemberCreateRequest: components["schemas"]["StandardMemberCreateRequest"] | components["schemas"]["OAuthMemberCreateRequest"];
        /**
         * MemberCreateRequestBody
         * @description The request body. This contract allows nothing beside `member`.
         */
        MemberCreateRequestBody: {
            /** @description The member to create, by credentials or by OAuth. */
            member: components["schemas"]["MemberCreateRequest"];
        };
        /**
         * ErrorResponseBody
         * @description The body of an error answer. It may be missing altogether. Branch on the HTTP status; code and message are for logs and may change.
         */
        ErrorResponseBody: {
            /** @description What went wrong. */
            error?: {
                /** @description MX's error number. Known are 4001, 4002, 4011 and 4220. */
                code?: number | string;
                /**
                 * @description A sentence for people who read logs.
                 * @example The request could not be carried out
                 */
                message?: string;
            };
        };
        /**
         * MemberGuid
         * @description MX's identifier of the member. It can change when an OAuth sign-in ends in a member that the user already had.
         * @example MBR-7c6f361b-e582-15b6-60c0-358f12466b4b
         */
        MemberGuid: string;
        /**
         * UserGuid
         * @description MX's identifier of the user that the member belongs to, the one of the session token.
         * @example USR-fa7537f3-48aa-a683-a02a-b18940482f54
         */
        UserGuid: string;
        /**
         * ConnectionStatus
         * @description How the connection to the institution is doing. The list may grow: for a value that you do not know, wait and read the member again. Each row gives the number that `connection_status_id` carries for it, what it means, and what to do.
         * @enum {string|null}
         */
        ConnectionStatus: "CREATED" | "PREVENTED" | "DENIED" | "CHALLENGED" | "REJECTED" | "LOCKED" | "CONNECTED" | "IMPEDED" | "RECONNECTED" | "DEGRADED" | "DISCONNECTED" | "DISCONTINUED" | "CLOSED" | "DELAYED" | "FAILED" | "UPDATED" | "DISABLED" | "IMPORTED" | "RESUMED" | "EXPIRED" | "IMPAIRED" | "PENDING" | null;
        /**
         * Member
         * @description The connection between one end user and one institution. MX may add fields at any time, so ignore those you do not know.
         */
        Member: {
            /** @description MX's identifier of the member. It can change when an OAuth sign-in ends in a member that the user already had. */
            guid: components["schemas"]["MemberGuid"];
            /** @description MX's identifier of the user that the member belongs to, the one of the session token. */
            user_guid: components["schemas"]["UserGuid"];
            /** @description Names a financial institution. Institution search gives it. Not the `institution_code` that other MX APIs take. */
            institution_guid: components["schemas"]["InstitutionGuid"];
            /**
             * @description Short code of the institution.
             * @example chase
             */
            institution_code?: string;
            /**
             * @description Your own identifier of the member, or null when you gave none.
             * @example link-1001
             */
            external_guid?: string | null;
            /**
             * @description The name of the institution, unless the request set another. Encode it, like all text, before showing it in HTML.
             * @example Chase Bank
             */
            name: string;
            /**
             * @description Your own data about the member as one string, or null. It need not be JSON: in the published example it is not.
             * @example {"opened_from":"onboarding"}
             */
            metadata?: string | null;
            /** @description How the connection to the institution is doing. The list may grow: for a value that you do not know, wait and read the member again. Each row gives the number that `connection_status_id` carries for it, what it means, and what to do. */
            connection_status: components["schemas"]["ConnectionStatus"];
            /**
             * @description The connection status as a number; the table of `connection_status` gives each.
             * @example 6
             */
            connection_status_id?: number | null;
            /** @description A text about the connection status that may be shown to the end user. */
            connection_status_message?: string;
            /** @description Whether a job was running at the time of the answer. After the create of a standard member, read the member until it is `false` again. */
            is_being_aggregated: boolean;
            /**
             * Format: date-time
             * @description When the latest aggregation began, or null. A member that is deleted and created again within MX's throttle window, usually three hours, or created again with `skip_aggregation`, shows its earlier time. Ends in `Z` or in an offset such as `-00:00`.
             * @example 2016-10-13T18:07:57.000Z
             */
            aggregated_at?: string | null;
            /**
             * Format: date-time
             * @description When the latest successful aggregation took place, or null. Ends in `Z` or in an offset such as `-00:00`.
             * @example 2016-10-13T17:57:38.000Z
             */
            successfully_aggregated_at?: string | null;
            /**
             * @description The latest job of the member, or null while there was none.
             * @example JOB-d6bb804b-6d12-44f1-b0ad-403441c03372
             */
            most_recent_job_guid?: string | null;
            /** @description Whether scheduled aggregation is turned off for the member. */
            background_aggregation_is_disabled?: boolean;
            /** @description Whether the end user connects by OAuth. Some published members come without it. */
            is_oauth?: boolean;
            /** @description `false` for members that were made through the managed-member feature. */
            is_managed_by_user: boolean;
            /** @description Who created the member. Do not rely on it until MX has told you what it means for you. */
            is_user_created: boolean;
            /** @description Whether the member belongs to a manual account. */
            is_manual?: boolean;
            /** @description A flag of MX's own. While it is `true` MX does not aggregate; new credentials clear it. */
            needs_updated_credentials?: boolean;
            /**
             * @description A number that grows with each update of the member.
             * @example 1
             */
            revision?: number;
            /** @description What the member is for. */
            use_cases?: components["schemas"]["UseCase"][];
            /**
             * @description Where to send the end user of an OAuth member. Absent, or empty, otherwise.
             * @example
             */
            oauth_window_uri?: string;
        };
        /**
         * CreatedMember
         * @description A member created with credentials.
         */
        CreatedMember: components["schemas"]["Member"] & {
            /**
             * @description Absent, or `false`, for a standard member.
             * @constant
             */
            is_oauth?: false;
        };
        /**
         * PendingOAuthMember
         * @description A member created by OAuth. It stays `PENDING` until the end user has signed in at the institution. Read the member until its status has changed and `is_being_aggregated` is `false` again; after one hour without a sign-in MX deletes it.
         */
        PendingOAuthMember: components["schemas"]["Member"] & {
            /**
             * @description Always `true` for an OAuth member.
             * @constant
             */
            is_oauth: true;
            /**
             * @description Always `PENDING` right after the creation.
             * @constant
             */
            connection_status: "PENDING";
            /**
             * Format: uri
             * @description Where to send the end user; from a mobile app, in the system browser. It works once: do not build it, store it, or add anything to it. `GET /members/{member_guid}/oauth_window_uri` gives a new one, and takes the hints that bring the user back to your app.
             * @example https://oauth.example.com/oauth/predirect_to/MBR-77777777-7777-7777-7777-777777777773/example-one-time-token
             */
            oauth_window_uri: string;
        };
        /**
         * MemberResponseBody
         * @description The body of a successful answer.
         */
        MemberResponseBody: {
            /** @description The member that was created. */
            member: components["schemas"]["CreatedMember"] | components["schemas"]["PendingOAuthMember"];
        };
    };
    responses: {
        /** @description Any other error status. Act on the status alone: codes and messages are for your logs and may change. After a 5xx it is open whether the member was created; repeat the request with the same `external_guid` to find out. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": components["schemas"]["ErrorResponseBody"];
            };
        };
        /** @description The member exists. A standard member comes back as it stands at this moment; an OAuth member is `PENDING` and carries the one-time `oauth_window_uri`. MX may add fields at any time. */
        MemberCreated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": components["schemas"]["MemberResponseBody"];
            };
        };
        /** @description Nexus does not accept the request as it stands, and no member was created. A required parameter is missing (code 4001), parameters are invalid (4002), the institution does not support OAuth, or the credential GUIDs are out of date: then ask for the required credentials again, `GET /institutions/{institution_guid}/credentials`, and ask the end user. Sending the same request again does not help. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": components["schemas"]["ErrorResponseBody"];
            };
        };
        /** @description The session token has expired (code 4011), is wrong, or is missing, and no member was created. Get a new session token and send the request again. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": components["schemas"]["ErrorResponseBody"];
            };
        };
        /**
         * @description Nexus understood the request and refuses it (code 4220); this request created no member. One of three causes:
         *
         *     - the user already has a member at this institution with the same login;
         *     - the `external_guid` already belongs to one of your members, perhaps because an earlier attempt got through: look for it
         *       among the user's members;
         *     - the `institution_guid` does not exist.
         *
         *     Other MX APIs answer 409 to the first two.
         */
        UnprocessableEntity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/vnd.mx.nexus.v1+json": components["schemas"]["ErrorResponseBody"];
            };
        };
    };
    parameters: {
        /**
         * @description `true` keeps MX from sending the webhook that otherwise tells you about the new member. `false`, or no header, lets it go out. The body field `skip_webhook` does the same. Default: `false`.
         * @example true
         */
        "MX-Skip-Webhook": boolean;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description `true` keeps MX from sending the webhook that otherwise tells you about the new member. `false`, or no header, lets it go out. The body field `skip_webhook` does the same. Default: `false`.
                 * @example true
                 */
                "MX-Skip-Webhook"?: components["parameters"]["MX-Skip-Webhook"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The member to create, inside a `member` envelope. */
        requestBody: {
            content: {
                "application/vnd.mx.nexus.v1+json": components["schemas"]["MemberCreateRequestBody"];
            };
        };
        responses: {
            200: components["responses"]["MemberCreated"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            422: components["responses"]["UnprocessableEntity"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
