// @ts-nocheck
// Written by `npm run generate` from openapi/. Do not edit.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// <stdin>
var InstitutionGuid = validate20;
var pattern4 = new RegExp("^INS-[0-9A-Fa-f-]+$", "u");
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern4.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
var CredentialGuid = validate21;
var pattern5 = new RegExp("^CRD-[0-9A-Fa-f-]+$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern5.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: {}, message: "must be CRD- followed by hex digits and dashes" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var CredentialRequest = validate22;
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.credential_guid === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "credential_guid" }, message: "is required in CredentialRequest" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.value === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "value" }, message: "is required in CredentialRequest" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "credential_guid" || key0 === "value")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: {}, message: "has a field that is not in CredentialRequest" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.credential_guid !== void 0) {
      let data0 = data.credential_guid;
      if (typeof data0 === "string") {
        if (!pattern5.test(data0)) {
          const err3 = { instancePath: instancePath + "/credential_guid", schemaPath: "#/properties/credential_guid/pattern", keyword: "pattern", params: {}, message: "must be CRD- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/credential_guid", schemaPath: "#/properties/credential_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.value !== void 0) {
      if (!(typeof data.value === "string")) {
        const err5 = { instancePath: instancePath + "/value", schemaPath: "#/properties/value/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
  } else {
    const err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var SkipAggregation = validate23;
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "boolean") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
var SkipWebhook = validate24;
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "boolean") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
var ExternalGuid = validate25;
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}
var Metadata = validate26;
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate26.errors = vErrors;
  return errors === 0;
}
var MemberName = validate27;
function validate27(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate27.errors = vErrors;
  return errors === 0;
}
var UseCase = validate28;
function validate28(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (!(data === "PFM" || data === "MONEY_MOVEMENT")) {
    const err1 = { instancePath, schemaPath: "#/enum", keyword: "enum", params: {}, message: "must be PFM or MONEY_MOVEMENT" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate28.errors = vErrors;
  return errors === 0;
}
var UseCases = validate29;
function validate29(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err0 = { instancePath, schemaPath: "#/minItems", keyword: "minItems", params: {}, message: "must not be empty" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== "string") {
        const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (!(data0 === "PFM" || data0 === "MONEY_MOVEMENT")) {
        const err2 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/enum", keyword: "enum", params: {}, message: "must be PFM or MONEY_MOVEMENT" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
  } else {
    const err3 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array" };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  validate29.errors = vErrors;
  return errors === 0;
}
var StandardMemberCreateRequest = validate30;
var schema41 = { "title": "StandardMemberCreateRequest", "type": "object", "required": ["institution_guid", "credentials"], "additionalProperties": false, "properties": { "institution_guid": { "title": "InstitutionGuid", "type": "string", "pattern": "^INS-[0-9A-Fa-f-]+$" }, "credentials": { "type": "array", "minItems": 1, "items": { "$ref": "CredentialRequest" } }, "is_oauth": { "type": "boolean", "enum": [false] }, "skip_aggregation": { "title": "SkipAggregation", "type": "boolean" }, "skip_webhook": { "title": "SkipWebhook", "type": "boolean" }, "external_guid": { "title": "ExternalGuid", "type": "string" }, "metadata": { "title": "Metadata", "type": "string" }, "name": { "title": "MemberName", "type": "string" }, "use_cases": { "$ref": "UseCases" } } };
var func1 = Object.prototype.hasOwnProperty;
function validate30(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.institution_guid === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "institution_guid" }, message: "is required in StandardMemberCreateRequest" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.credentials === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "credentials" }, message: "is required in StandardMemberCreateRequest" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema41.properties, key0)) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "is not a field of StandardMemberCreateRequest" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.institution_guid !== void 0) {
      let data0 = data.institution_guid;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err3 = { instancePath: instancePath + "/institution_guid", schemaPath: "#/properties/institution_guid/pattern", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/institution_guid", schemaPath: "#/properties/institution_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.credentials !== void 0) {
      let data1 = data.credentials;
      if (Array.isArray(data1)) {
        if (data1.length < 1) {
          const err5 = { instancePath: instancePath + "/credentials", schemaPath: "#/properties/credentials/minItems", keyword: "minItems", params: {}, message: "must not be empty" };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
            if (data2.credential_guid === void 0) {
              const err6 = { instancePath: instancePath + "/credentials/" + i0, schemaPath: "CredentialRequest/required", keyword: "required", params: { missingProperty: "credential_guid" }, message: "is required in CredentialRequest" };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
            if (data2.value === void 0) {
              const err7 = { instancePath: instancePath + "/credentials/" + i0, schemaPath: "CredentialRequest/required", keyword: "required", params: { missingProperty: "value" }, message: "is required in CredentialRequest" };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
            for (const key1 in data2) {
              if (!(key1 === "credential_guid" || key1 === "value")) {
                const err8 = { instancePath: instancePath + "/credentials/" + i0, schemaPath: "CredentialRequest/additionalProperties", keyword: "additionalProperties", params: {}, message: "has a field that is not in CredentialRequest" };
                if (vErrors === null) {
                  vErrors = [err8];
                } else {
                  vErrors.push(err8);
                }
                errors++;
              }
            }
            if (data2.credential_guid !== void 0) {
              let data3 = data2.credential_guid;
              if (typeof data3 === "string") {
                if (!pattern5.test(data3)) {
                  const err9 = { instancePath: instancePath + "/credentials/" + i0 + "/credential_guid", schemaPath: "CredentialRequest/properties/credential_guid/pattern", keyword: "pattern", params: {}, message: "must be CRD- followed by hex digits and dashes" };
                  if (vErrors === null) {
                    vErrors = [err9];
                  } else {
                    vErrors.push(err9);
                  }
                  errors++;
                }
              } else {
                const err10 = { instancePath: instancePath + "/credentials/" + i0 + "/credential_guid", schemaPath: "CredentialRequest/properties/credential_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err10];
                } else {
                  vErrors.push(err10);
                }
                errors++;
              }
            }
            if (data2.value !== void 0) {
              if (!(typeof data2.value === "string")) {
                const err11 = { instancePath: instancePath + "/credentials/" + i0 + "/value", schemaPath: "CredentialRequest/properties/value/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err11];
                } else {
                  vErrors.push(err11);
                }
                errors++;
              }
            }
          } else {
            const err12 = { instancePath: instancePath + "/credentials/" + i0, schemaPath: "CredentialRequest/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
      } else {
        const err13 = { instancePath: instancePath + "/credentials", schemaPath: "#/properties/credentials/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.is_oauth !== void 0) {
      let data5 = data.is_oauth;
      if (typeof data5 !== "boolean") {
        const err14 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/properties/is_oauth/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (!(data5 === false)) {
        const err15 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/properties/is_oauth/enum", keyword: "enum", params: {}, message: "must be false" };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.skip_aggregation !== void 0) {
      if (typeof data.skip_aggregation !== "boolean") {
        const err16 = { instancePath: instancePath + "/skip_aggregation", schemaPath: "#/properties/skip_aggregation/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.skip_webhook !== void 0) {
      if (typeof data.skip_webhook !== "boolean") {
        const err17 = { instancePath: instancePath + "/skip_webhook", schemaPath: "#/properties/skip_webhook/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.external_guid !== void 0) {
      if (typeof data.external_guid !== "string") {
        const err18 = { instancePath: instancePath + "/external_guid", schemaPath: "#/properties/external_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      if (typeof data.metadata !== "string") {
        const err19 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err20 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.use_cases !== void 0) {
      let data11 = data.use_cases;
      if (Array.isArray(data11)) {
        if (data11.length < 1) {
          const err21 = { instancePath: instancePath + "/use_cases", schemaPath: "UseCases/minItems", keyword: "minItems", params: {}, message: "must not be empty" };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        const len1 = data11.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data12 = data11[i1];
          if (typeof data12 !== "string") {
            const err22 = { instancePath: instancePath + "/use_cases/" + i1, schemaPath: "UseCases/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
          if (!(data12 === "PFM" || data12 === "MONEY_MOVEMENT")) {
            const err23 = { instancePath: instancePath + "/use_cases/" + i1, schemaPath: "UseCases/items/enum", keyword: "enum", params: {}, message: "must be PFM or MONEY_MOVEMENT" };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
      } else {
        const err24 = { instancePath: instancePath + "/use_cases", schemaPath: "UseCases/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
  } else {
    const err25 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err25];
    } else {
      vErrors.push(err25);
    }
    errors++;
  }
  validate30.errors = vErrors;
  return errors === 0;
}
var OAuthMemberCreateRequest = validate31;
function validate31(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.institution_guid === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "institution_guid" }, message: "is required in OAuthMemberCreateRequest" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.is_oauth === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "is_oauth" }, message: "is required in OAuthMemberCreateRequest" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "institution_guid" || key0 === "is_oauth" || key0 === "skip_aggregation" || key0 === "skip_webhook" || key0 === "external_guid" || key0 === "metadata" || key0 === "name" || key0 === "use_cases")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "is not a field of OAuthMemberCreateRequest" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.institution_guid !== void 0) {
      let data0 = data.institution_guid;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err3 = { instancePath: instancePath + "/institution_guid", schemaPath: "#/properties/institution_guid/pattern", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/institution_guid", schemaPath: "#/properties/institution_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.is_oauth !== void 0) {
      let data1 = data.is_oauth;
      if (typeof data1 !== "boolean") {
        const err5 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/properties/is_oauth/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (!(data1 === true)) {
        const err6 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/properties/is_oauth/enum", keyword: "enum", params: {}, message: "must be true" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.skip_aggregation !== void 0) {
      if (typeof data.skip_aggregation !== "boolean") {
        const err7 = { instancePath: instancePath + "/skip_aggregation", schemaPath: "#/properties/skip_aggregation/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.skip_webhook !== void 0) {
      if (typeof data.skip_webhook !== "boolean") {
        const err8 = { instancePath: instancePath + "/skip_webhook", schemaPath: "#/properties/skip_webhook/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.external_guid !== void 0) {
      if (typeof data.external_guid !== "string") {
        const err9 = { instancePath: instancePath + "/external_guid", schemaPath: "#/properties/external_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      if (typeof data.metadata !== "string") {
        const err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err11 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.use_cases !== void 0) {
      let data7 = data.use_cases;
      if (Array.isArray(data7)) {
        if (data7.length < 1) {
          const err12 = { instancePath: instancePath + "/use_cases", schemaPath: "UseCases/minItems", keyword: "minItems", params: {}, message: "must not be empty" };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        const len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data8 = data7[i0];
          if (typeof data8 !== "string") {
            const err13 = { instancePath: instancePath + "/use_cases/" + i0, schemaPath: "UseCases/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
          if (!(data8 === "PFM" || data8 === "MONEY_MOVEMENT")) {
            const err14 = { instancePath: instancePath + "/use_cases/" + i0, schemaPath: "UseCases/items/enum", keyword: "enum", params: {}, message: "must be PFM or MONEY_MOVEMENT" };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
      } else {
        const err15 = { instancePath: instancePath + "/use_cases", schemaPath: "UseCases/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
  } else {
    const err16 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err16];
    } else {
      vErrors.push(err16);
    }
    errors++;
  }
  validate31.errors = vErrors;
  return errors === 0;
}
var MemberCreateRequest = validate32;
function validate32(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const _errs0 = errors;
  let valid0 = true;
  const _errs1 = errors;
  const _errs3 = errors;
  let valid1 = false;
  const _errs4 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.is_oauth !== void 0) {
      if (true !== data.is_oauth) {
        const err0 = {};
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
  }
  var _valid1 = _errs4 === errors;
  valid1 = valid1 || _valid1;
  if (!valid1) {
    const _errs6 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.credentials !== void 0) {
        var valid3 = false;
        const err1 = {};
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      } else {
        var valid3 = true;
      }
      if (valid3) {
        if (data.is_oauth !== void 0) {
          const _errs7 = errors;
          const _errs8 = errors;
          const _errs9 = errors;
          if (!(data.is_oauth === false)) {
            const err2 = {};
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
          var valid4 = _errs9 === errors;
          if (valid4) {
            const err3 = {};
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          } else {
            errors = _errs8;
            if (vErrors !== null) {
              if (_errs8) {
                vErrors.length = _errs8;
              } else {
                vErrors = null;
              }
            }
          }
          var valid3 = _errs7 === errors;
        } else {
          var valid3 = true;
        }
      }
    }
    var _valid1 = _errs6 === errors;
    valid1 = valid1 || _valid1;
  }
  if (!valid1) {
    const err4 = {};
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  } else {
    errors = _errs3;
    if (vErrors !== null) {
      if (_errs3) {
        vErrors.length = _errs3;
      } else {
        vErrors = null;
      }
    }
  }
  if (errors === _errs1) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.is_oauth === void 0 && (missing0 = "is_oauth")) {
        const err5 = {};
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    } else {
      const err6 = {};
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
  }
  var _valid0 = _errs1 === errors;
  errors = _errs0;
  if (vErrors !== null) {
    if (_errs0) {
      vErrors.length = _errs0;
    } else {
      vErrors = null;
    }
  }
  let ifClause0;
  if (_valid0) {
    const _errs10 = errors;
    if (!validate31(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
      errors = vErrors.length;
    }
    var _valid0 = _errs10 === errors;
    valid0 = _valid0;
    ifClause0 = "then";
  } else {
    const _errs11 = errors;
    if (!validate30(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
      errors = vErrors.length;
    }
    var _valid0 = _errs11 === errors;
    valid0 = _valid0;
    ifClause0 = "else";
  }
  if (!valid0) {
    const err7 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: ifClause0 }, message: 'must match "' + ifClause0 + '" schema' };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate32.errors = vErrors;
  return errors === 0;
}
var MemberCreateRequestBody = validate35;
function validate35(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.member === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "member" }, message: "is required in MemberCreateRequestBody" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "member")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "is not a field of MemberCreateRequestBody" };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.member !== void 0) {
      if (!validate32(data.member, { instancePath: instancePath + "/member", parentData: data, parentDataProperty: "member", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err2 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  validate35.errors = vErrors;
  return errors === 0;
}
var ErrorResponseBody = validate37;
var schema48 = { "title": "ErrorResponseBody", "type": "object", "properties": { "error": { "type": "object", "properties": { "code": { "type": ["integer", "string"] }, "message": { "type": "string" } } } } };
function validate37(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.error !== void 0) {
      let data0 = data.error;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.code !== void 0) {
          let data1 = data0.code;
          if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1)) && typeof data1 !== "string") {
            const err0 = { instancePath: instancePath + "/error/code", schemaPath: "#/properties/error/properties/code/type", keyword: "type", params: { type: schema48.properties.error.properties.code.type }, message: "must be integer or string" };
            if (vErrors === null) {
              vErrors = [err0];
            } else {
              vErrors.push(err0);
            }
            errors++;
          }
        }
        if (data0.message !== void 0) {
          if (typeof data0.message !== "string") {
            const err1 = { instancePath: instancePath + "/error/message", schemaPath: "#/properties/error/properties/message/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
        }
      } else {
        const err2 = { instancePath: instancePath + "/error", schemaPath: "#/properties/error/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
  } else {
    const err3 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  validate37.errors = vErrors;
  return errors === 0;
}
var MemberGuid = validate38;
var pattern10 = new RegExp("^MBR-[0-9A-Fa-f-]+$", "u");
function validate38(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern10.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: {}, message: "must be MBR- followed by hex digits and dashes" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate38.errors = vErrors;
  return errors === 0;
}
var UserGuid = validate39;
var pattern11 = new RegExp("^USR-[0-9A-Fa-f-]+$", "u");
function validate39(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern11.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: {}, message: "must be USR- followed by hex digits and dashes" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate39.errors = vErrors;
  return errors === 0;
}
var ConnectionStatus = validate40;
function validate40(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (!(data === "CREATED" || data === "PREVENTED" || data === "DENIED" || data === "CHALLENGED" || data === "REJECTED" || data === "LOCKED" || data === "CONNECTED" || data === "IMPEDED" || data === "RECONNECTED" || data === "DEGRADED" || data === "DISCONNECTED" || data === "DISCONTINUED" || data === "CLOSED" || data === "DELAYED" || data === "FAILED" || data === "UPDATED" || data === "DISABLED" || data === "IMPORTED" || data === "RESUMED" || data === "EXPIRED" || data === "IMPAIRED" || data === "PENDING")) {
    const err1 = { instancePath, schemaPath: "#/enum", keyword: "enum", params: { extensible: true }, message: "is none of the 22 known values" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate40.errors = vErrors;
  return errors === 0;
}
var MemberUseCase = validate41;
function validate41(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (!(data === "PFM" || data === "MONEY_MOVEMENT")) {
    const err1 = { instancePath, schemaPath: "#/enum", keyword: "enum", params: { extensible: true }, message: "must be PFM or MONEY_MOVEMENT" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate41.errors = vErrors;
  return errors === 0;
}
var Member = validate42;
var schema53 = { "title": "Member", "type": "object", "required": ["guid", "user_guid", "institution_guid", "name", "connection_status", "is_being_aggregated", "is_managed_by_user", "is_user_created"], "properties": { "guid": { "title": "MemberGuid", "type": "string", "pattern": "^MBR-[0-9A-Fa-f-]+$" }, "user_guid": { "title": "UserGuid", "type": "string", "pattern": "^USR-[0-9A-Fa-f-]+$" }, "institution_guid": { "title": "InstitutionGuid", "type": "string", "pattern": "^INS-[0-9A-Fa-f-]+$" }, "institution_code": { "type": "string" }, "external_guid": { "type": ["string", "null"] }, "name": { "type": "string" }, "metadata": { "type": ["string", "null"] }, "connection_status": { "title": "ConnectionStatus", "type": ["string", "null"], "enum": ["CREATED", "PREVENTED", "DENIED", "CHALLENGED", "REJECTED", "LOCKED", "CONNECTED", "IMPEDED", "RECONNECTED", "DEGRADED", "DISCONNECTED", "DISCONTINUED", "CLOSED", "DELAYED", "FAILED", "UPDATED", "DISABLED", "IMPORTED", "RESUMED", "EXPIRED", "IMPAIRED", "PENDING", null], "x-extensible-enum": true }, "connection_status_id": { "type": ["integer", "null"] }, "connection_status_message": { "type": "string" }, "is_being_aggregated": { "type": "boolean" }, "aggregated_at": { "type": ["string", "null"], "format": "date-time" }, "successfully_aggregated_at": { "type": ["string", "null"], "format": "date-time" }, "most_recent_job_guid": { "type": ["string", "null"], "pattern": "^JOB-[0-9A-Fa-f-]+$" }, "background_aggregation_is_disabled": { "type": "boolean" }, "is_oauth": { "type": "boolean" }, "is_managed_by_user": { "type": "boolean" }, "is_user_created": { "type": "boolean" }, "is_manual": { "type": "boolean" }, "needs_updated_credentials": { "type": "boolean" }, "revision": { "type": "integer" }, "use_cases": { "type": "array", "items": { "title": "MemberUseCase", "type": "string", "enum": ["PFM", "MONEY_MOVEMENT"], "x-extensible-enum": true } }, "oauth_window_uri": { "type": "string" } } };
var pattern15 = new RegExp("^JOB-[0-9A-Fa-f-]+$", "u");
var formats0 = /^(?:\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
function validate42(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.guid === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.user_guid === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "user_guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.institution_guid === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "institution_guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.name === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.connection_status === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "connection_status" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.is_being_aggregated === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "is_being_aggregated" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.is_managed_by_user === void 0) {
      const err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "is_managed_by_user" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.is_user_created === void 0) {
      const err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "is_user_created" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    if (data.guid !== void 0) {
      let data0 = data.guid;
      if (typeof data0 === "string") {
        if (!pattern10.test(data0)) {
          const err8 = { instancePath: instancePath + "/guid", schemaPath: "#/properties/guid/pattern", keyword: "pattern", params: {}, message: "must be MBR- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/guid", schemaPath: "#/properties/guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.user_guid !== void 0) {
      let data1 = data.user_guid;
      if (typeof data1 === "string") {
        if (!pattern11.test(data1)) {
          const err10 = { instancePath: instancePath + "/user_guid", schemaPath: "#/properties/user_guid/pattern", keyword: "pattern", params: {}, message: "must be USR- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/user_guid", schemaPath: "#/properties/user_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.institution_guid !== void 0) {
      let data2 = data.institution_guid;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          const err12 = { instancePath: instancePath + "/institution_guid", schemaPath: "#/properties/institution_guid/pattern", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = { instancePath: instancePath + "/institution_guid", schemaPath: "#/properties/institution_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.institution_code !== void 0) {
      if (typeof data.institution_code !== "string") {
        const err14 = { instancePath: instancePath + "/institution_code", schemaPath: "#/properties/institution_code/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.external_guid !== void 0) {
      let data4 = data.external_guid;
      if (typeof data4 !== "string" && data4 !== null) {
        const err15 = { instancePath: instancePath + "/external_guid", schemaPath: "#/properties/external_guid/type", keyword: "type", params: { type: schema53.properties.external_guid.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err16 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data6 = data.metadata;
      if (typeof data6 !== "string" && data6 !== null) {
        const err17 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: schema53.properties.metadata.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.connection_status !== void 0) {
      let data7 = data.connection_status;
      if (typeof data7 !== "string" && data7 !== null) {
        const err18 = { instancePath: instancePath + "/connection_status", schemaPath: "#/properties/connection_status/type", keyword: "type", params: { type: schema53.properties.connection_status.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      if (!(data7 === "CREATED" || data7 === "PREVENTED" || data7 === "DENIED" || data7 === "CHALLENGED" || data7 === "REJECTED" || data7 === "LOCKED" || data7 === "CONNECTED" || data7 === "IMPEDED" || data7 === "RECONNECTED" || data7 === "DEGRADED" || data7 === "DISCONNECTED" || data7 === "DISCONTINUED" || data7 === "CLOSED" || data7 === "DELAYED" || data7 === "FAILED" || data7 === "UPDATED" || data7 === "DISABLED" || data7 === "IMPORTED" || data7 === "RESUMED" || data7 === "EXPIRED" || data7 === "IMPAIRED" || data7 === "PENDING" || data7 === null)) {
        const err19 = { instancePath: instancePath + "/connection_status", schemaPath: "#/properties/connection_status/enum", keyword: "enum", params: { extensible: true }, message: "is none of the 22 known values" };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.connection_status_id !== void 0) {
      let data8 = data.connection_status_id;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8)) && data8 !== null) {
        const err20 = { instancePath: instancePath + "/connection_status_id", schemaPath: "#/properties/connection_status_id/type", keyword: "type", params: { type: schema53.properties.connection_status_id.type }, message: "must be integer or null" };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.connection_status_message !== void 0) {
      if (typeof data.connection_status_message !== "string") {
        const err21 = { instancePath: instancePath + "/connection_status_message", schemaPath: "#/properties/connection_status_message/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.is_being_aggregated !== void 0) {
      if (typeof data.is_being_aggregated !== "boolean") {
        const err22 = { instancePath: instancePath + "/is_being_aggregated", schemaPath: "#/properties/is_being_aggregated/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
    if (data.aggregated_at !== void 0) {
      let data11 = data.aggregated_at;
      if (typeof data11 !== "string" && data11 !== null) {
        const err23 = { instancePath: instancePath + "/aggregated_at", schemaPath: "#/properties/aggregated_at/type", keyword: "type", params: { type: schema53.properties.aggregated_at.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (typeof data11 === "string") {
        if (!formats0.test(data11)) {
          const err24 = { instancePath: instancePath + "/aggregated_at", schemaPath: "#/properties/aggregated_at/format", keyword: "format", params: {}, message: "must be a date-time such as 2016-10-13T18:07:57Z" };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      }
    }
    if (data.successfully_aggregated_at !== void 0) {
      let data12 = data.successfully_aggregated_at;
      if (typeof data12 !== "string" && data12 !== null) {
        const err25 = { instancePath: instancePath + "/successfully_aggregated_at", schemaPath: "#/properties/successfully_aggregated_at/type", keyword: "type", params: { type: schema53.properties.successfully_aggregated_at.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      if (typeof data12 === "string") {
        if (!formats0.test(data12)) {
          const err26 = { instancePath: instancePath + "/successfully_aggregated_at", schemaPath: "#/properties/successfully_aggregated_at/format", keyword: "format", params: {}, message: "must be a date-time such as 2016-10-13T18:07:57Z" };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
    }
    if (data.most_recent_job_guid !== void 0) {
      let data13 = data.most_recent_job_guid;
      if (typeof data13 !== "string" && data13 !== null) {
        const err27 = { instancePath: instancePath + "/most_recent_job_guid", schemaPath: "#/properties/most_recent_job_guid/type", keyword: "type", params: { type: schema53.properties.most_recent_job_guid.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      if (typeof data13 === "string") {
        if (!pattern15.test(data13)) {
          const err28 = { instancePath: instancePath + "/most_recent_job_guid", schemaPath: "#/properties/most_recent_job_guid/pattern", keyword: "pattern", params: {}, message: "must be JOB- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      }
    }
    if (data.background_aggregation_is_disabled !== void 0) {
      if (typeof data.background_aggregation_is_disabled !== "boolean") {
        const err29 = { instancePath: instancePath + "/background_aggregation_is_disabled", schemaPath: "#/properties/background_aggregation_is_disabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.is_oauth !== void 0) {
      if (typeof data.is_oauth !== "boolean") {
        const err30 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/properties/is_oauth/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
    }
    if (data.is_managed_by_user !== void 0) {
      if (typeof data.is_managed_by_user !== "boolean") {
        const err31 = { instancePath: instancePath + "/is_managed_by_user", schemaPath: "#/properties/is_managed_by_user/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
    if (data.is_user_created !== void 0) {
      if (typeof data.is_user_created !== "boolean") {
        const err32 = { instancePath: instancePath + "/is_user_created", schemaPath: "#/properties/is_user_created/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.is_manual !== void 0) {
      if (typeof data.is_manual !== "boolean") {
        const err33 = { instancePath: instancePath + "/is_manual", schemaPath: "#/properties/is_manual/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
    if (data.needs_updated_credentials !== void 0) {
      if (typeof data.needs_updated_credentials !== "boolean") {
        const err34 = { instancePath: instancePath + "/needs_updated_credentials", schemaPath: "#/properties/needs_updated_credentials/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.revision !== void 0) {
      let data20 = data.revision;
      if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
        const err35 = { instancePath: instancePath + "/revision", schemaPath: "#/properties/revision/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.use_cases !== void 0) {
      let data21 = data.use_cases;
      if (Array.isArray(data21)) {
        const len0 = data21.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data22 = data21[i0];
          if (typeof data22 !== "string") {
            const err36 = { instancePath: instancePath + "/use_cases/" + i0, schemaPath: "#/properties/use_cases/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err36];
            } else {
              vErrors.push(err36);
            }
            errors++;
          }
          if (!(data22 === "PFM" || data22 === "MONEY_MOVEMENT")) {
            const err37 = { instancePath: instancePath + "/use_cases/" + i0, schemaPath: "#/properties/use_cases/items/enum", keyword: "enum", params: { extensible: true }, message: "must be PFM or MONEY_MOVEMENT" };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
      } else {
        const err38 = { instancePath: instancePath + "/use_cases", schemaPath: "#/properties/use_cases/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    }
    if (data.oauth_window_uri !== void 0) {
      if (typeof data.oauth_window_uri !== "string") {
        const err39 = { instancePath: instancePath + "/oauth_window_uri", schemaPath: "#/properties/oauth_window_uri/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
    }
  } else {
    const err40 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err40];
    } else {
      vErrors.push(err40);
    }
    errors++;
  }
  validate42.errors = vErrors;
  return errors === 0;
}
var StandardMember = validate43;
function validate43(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.guid === void 0) {
      const err0 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.user_guid === void 0) {
      const err1 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "user_guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.institution_guid === void 0) {
      const err2 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "institution_guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.name === void 0) {
      const err3 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "name" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.connection_status === void 0) {
      const err4 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "connection_status" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.is_being_aggregated === void 0) {
      const err5 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "is_being_aggregated" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.is_managed_by_user === void 0) {
      const err6 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "is_managed_by_user" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.is_user_created === void 0) {
      const err7 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "is_user_created" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    if (data.guid !== void 0) {
      let data0 = data.guid;
      if (typeof data0 === "string") {
        if (!pattern10.test(data0)) {
          const err8 = { instancePath: instancePath + "/guid", schemaPath: "Member/properties/guid/pattern", keyword: "pattern", params: {}, message: "must be MBR- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/guid", schemaPath: "Member/properties/guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.user_guid !== void 0) {
      let data1 = data.user_guid;
      if (typeof data1 === "string") {
        if (!pattern11.test(data1)) {
          const err10 = { instancePath: instancePath + "/user_guid", schemaPath: "Member/properties/user_guid/pattern", keyword: "pattern", params: {}, message: "must be USR- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/user_guid", schemaPath: "Member/properties/user_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.institution_guid !== void 0) {
      let data2 = data.institution_guid;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          const err12 = { instancePath: instancePath + "/institution_guid", schemaPath: "Member/properties/institution_guid/pattern", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = { instancePath: instancePath + "/institution_guid", schemaPath: "Member/properties/institution_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.institution_code !== void 0) {
      if (typeof data.institution_code !== "string") {
        const err14 = { instancePath: instancePath + "/institution_code", schemaPath: "Member/properties/institution_code/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.external_guid !== void 0) {
      let data4 = data.external_guid;
      if (typeof data4 !== "string" && data4 !== null) {
        const err15 = { instancePath: instancePath + "/external_guid", schemaPath: "Member/properties/external_guid/type", keyword: "type", params: { type: schema53.properties.external_guid.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err16 = { instancePath: instancePath + "/name", schemaPath: "Member/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data6 = data.metadata;
      if (typeof data6 !== "string" && data6 !== null) {
        const err17 = { instancePath: instancePath + "/metadata", schemaPath: "Member/properties/metadata/type", keyword: "type", params: { type: schema53.properties.metadata.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.connection_status !== void 0) {
      let data7 = data.connection_status;
      if (typeof data7 !== "string" && data7 !== null) {
        const err18 = { instancePath: instancePath + "/connection_status", schemaPath: "Member/properties/connection_status/type", keyword: "type", params: { type: schema53.properties.connection_status.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      if (!(data7 === "CREATED" || data7 === "PREVENTED" || data7 === "DENIED" || data7 === "CHALLENGED" || data7 === "REJECTED" || data7 === "LOCKED" || data7 === "CONNECTED" || data7 === "IMPEDED" || data7 === "RECONNECTED" || data7 === "DEGRADED" || data7 === "DISCONNECTED" || data7 === "DISCONTINUED" || data7 === "CLOSED" || data7 === "DELAYED" || data7 === "FAILED" || data7 === "UPDATED" || data7 === "DISABLED" || data7 === "IMPORTED" || data7 === "RESUMED" || data7 === "EXPIRED" || data7 === "IMPAIRED" || data7 === "PENDING" || data7 === null)) {
        const err19 = { instancePath: instancePath + "/connection_status", schemaPath: "Member/properties/connection_status/enum", keyword: "enum", params: { extensible: true }, message: "is none of the 22 known values" };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.connection_status_id !== void 0) {
      let data8 = data.connection_status_id;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8)) && data8 !== null) {
        const err20 = { instancePath: instancePath + "/connection_status_id", schemaPath: "Member/properties/connection_status_id/type", keyword: "type", params: { type: schema53.properties.connection_status_id.type }, message: "must be integer or null" };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.connection_status_message !== void 0) {
      if (typeof data.connection_status_message !== "string") {
        const err21 = { instancePath: instancePath + "/connection_status_message", schemaPath: "Member/properties/connection_status_message/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.is_being_aggregated !== void 0) {
      if (typeof data.is_being_aggregated !== "boolean") {
        const err22 = { instancePath: instancePath + "/is_being_aggregated", schemaPath: "Member/properties/is_being_aggregated/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
    if (data.aggregated_at !== void 0) {
      let data11 = data.aggregated_at;
      if (typeof data11 !== "string" && data11 !== null) {
        const err23 = { instancePath: instancePath + "/aggregated_at", schemaPath: "Member/properties/aggregated_at/type", keyword: "type", params: { type: schema53.properties.aggregated_at.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (typeof data11 === "string") {
        if (!formats0.test(data11)) {
          const err24 = { instancePath: instancePath + "/aggregated_at", schemaPath: "Member/properties/aggregated_at/format", keyword: "format", params: {}, message: "must be a date-time such as 2016-10-13T18:07:57Z" };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      }
    }
    if (data.successfully_aggregated_at !== void 0) {
      let data12 = data.successfully_aggregated_at;
      if (typeof data12 !== "string" && data12 !== null) {
        const err25 = { instancePath: instancePath + "/successfully_aggregated_at", schemaPath: "Member/properties/successfully_aggregated_at/type", keyword: "type", params: { type: schema53.properties.successfully_aggregated_at.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      if (typeof data12 === "string") {
        if (!formats0.test(data12)) {
          const err26 = { instancePath: instancePath + "/successfully_aggregated_at", schemaPath: "Member/properties/successfully_aggregated_at/format", keyword: "format", params: {}, message: "must be a date-time such as 2016-10-13T18:07:57Z" };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
    }
    if (data.most_recent_job_guid !== void 0) {
      let data13 = data.most_recent_job_guid;
      if (typeof data13 !== "string" && data13 !== null) {
        const err27 = { instancePath: instancePath + "/most_recent_job_guid", schemaPath: "Member/properties/most_recent_job_guid/type", keyword: "type", params: { type: schema53.properties.most_recent_job_guid.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      if (typeof data13 === "string") {
        if (!pattern15.test(data13)) {
          const err28 = { instancePath: instancePath + "/most_recent_job_guid", schemaPath: "Member/properties/most_recent_job_guid/pattern", keyword: "pattern", params: {}, message: "must be JOB- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      }
    }
    if (data.background_aggregation_is_disabled !== void 0) {
      if (typeof data.background_aggregation_is_disabled !== "boolean") {
        const err29 = { instancePath: instancePath + "/background_aggregation_is_disabled", schemaPath: "Member/properties/background_aggregation_is_disabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.is_oauth !== void 0) {
      if (typeof data.is_oauth !== "boolean") {
        const err30 = { instancePath: instancePath + "/is_oauth", schemaPath: "Member/properties/is_oauth/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
    }
    if (data.is_managed_by_user !== void 0) {
      if (typeof data.is_managed_by_user !== "boolean") {
        const err31 = { instancePath: instancePath + "/is_managed_by_user", schemaPath: "Member/properties/is_managed_by_user/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
    if (data.is_user_created !== void 0) {
      if (typeof data.is_user_created !== "boolean") {
        const err32 = { instancePath: instancePath + "/is_user_created", schemaPath: "Member/properties/is_user_created/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.is_manual !== void 0) {
      if (typeof data.is_manual !== "boolean") {
        const err33 = { instancePath: instancePath + "/is_manual", schemaPath: "Member/properties/is_manual/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
    if (data.needs_updated_credentials !== void 0) {
      if (typeof data.needs_updated_credentials !== "boolean") {
        const err34 = { instancePath: instancePath + "/needs_updated_credentials", schemaPath: "Member/properties/needs_updated_credentials/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.revision !== void 0) {
      let data20 = data.revision;
      if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
        const err35 = { instancePath: instancePath + "/revision", schemaPath: "Member/properties/revision/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.use_cases !== void 0) {
      let data21 = data.use_cases;
      if (Array.isArray(data21)) {
        const len0 = data21.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data22 = data21[i0];
          if (typeof data22 !== "string") {
            const err36 = { instancePath: instancePath + "/use_cases/" + i0, schemaPath: "Member/properties/use_cases/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err36];
            } else {
              vErrors.push(err36);
            }
            errors++;
          }
          if (!(data22 === "PFM" || data22 === "MONEY_MOVEMENT")) {
            const err37 = { instancePath: instancePath + "/use_cases/" + i0, schemaPath: "Member/properties/use_cases/items/enum", keyword: "enum", params: { extensible: true }, message: "must be PFM or MONEY_MOVEMENT" };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
      } else {
        const err38 = { instancePath: instancePath + "/use_cases", schemaPath: "Member/properties/use_cases/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    }
    if (data.oauth_window_uri !== void 0) {
      if (typeof data.oauth_window_uri !== "string") {
        const err39 = { instancePath: instancePath + "/oauth_window_uri", schemaPath: "Member/properties/oauth_window_uri/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
    }
  } else {
    const err40 = { instancePath, schemaPath: "Member/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err40];
    } else {
      vErrors.push(err40);
    }
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.is_oauth !== void 0) {
      let data24 = data.is_oauth;
      if (typeof data24 !== "boolean") {
        const err41 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/allOf/1/properties/is_oauth/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
      if (!(data24 === false)) {
        const err42 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/allOf/1/properties/is_oauth/enum", keyword: "enum", params: {}, message: "must be false" };
        if (vErrors === null) {
          vErrors = [err42];
        } else {
          vErrors.push(err42);
        }
        errors++;
      }
    }
  } else {
    const err43 = { instancePath, schemaPath: "#/allOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err43];
    } else {
      vErrors.push(err43);
    }
    errors++;
  }
  validate43.errors = vErrors;
  return errors === 0;
}
var PendingOAuthMember = validate44;
var formats12 = /^[a-z][a-z\d+.-]*:(?:\/\/\[[\da-f:.]+\])?[\w.~:/?@!$&'()*+,;=-]*(?:%[\da-f]{2}[\w.~:/?@!$&'()*+,;=-]*)*(?:#[\w.~:/?@!$&'()*+,;=-]*(?:%[\da-f]{2}[\w.~:/?@!$&'()*+,;=-]*)*)?$/i;
var func2 = require_ucs2length().default;
function validate44(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.guid === void 0) {
      const err0 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.user_guid === void 0) {
      const err1 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "user_guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.institution_guid === void 0) {
      const err2 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "institution_guid" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.name === void 0) {
      const err3 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "name" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.connection_status === void 0) {
      const err4 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "connection_status" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.is_being_aggregated === void 0) {
      const err5 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "is_being_aggregated" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.is_managed_by_user === void 0) {
      const err6 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "is_managed_by_user" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.is_user_created === void 0) {
      const err7 = { instancePath, schemaPath: "Member/required", keyword: "required", params: { missingProperty: "is_user_created" }, message: "is required in Member" };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    if (data.guid !== void 0) {
      let data0 = data.guid;
      if (typeof data0 === "string") {
        if (!pattern10.test(data0)) {
          const err8 = { instancePath: instancePath + "/guid", schemaPath: "Member/properties/guid/pattern", keyword: "pattern", params: {}, message: "must be MBR- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/guid", schemaPath: "Member/properties/guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.user_guid !== void 0) {
      let data1 = data.user_guid;
      if (typeof data1 === "string") {
        if (!pattern11.test(data1)) {
          const err10 = { instancePath: instancePath + "/user_guid", schemaPath: "Member/properties/user_guid/pattern", keyword: "pattern", params: {}, message: "must be USR- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/user_guid", schemaPath: "Member/properties/user_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.institution_guid !== void 0) {
      let data2 = data.institution_guid;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          const err12 = { instancePath: instancePath + "/institution_guid", schemaPath: "Member/properties/institution_guid/pattern", keyword: "pattern", params: {}, message: "must be INS- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = { instancePath: instancePath + "/institution_guid", schemaPath: "Member/properties/institution_guid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.institution_code !== void 0) {
      if (typeof data.institution_code !== "string") {
        const err14 = { instancePath: instancePath + "/institution_code", schemaPath: "Member/properties/institution_code/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.external_guid !== void 0) {
      let data4 = data.external_guid;
      if (typeof data4 !== "string" && data4 !== null) {
        const err15 = { instancePath: instancePath + "/external_guid", schemaPath: "Member/properties/external_guid/type", keyword: "type", params: { type: schema53.properties.external_guid.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err16 = { instancePath: instancePath + "/name", schemaPath: "Member/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data6 = data.metadata;
      if (typeof data6 !== "string" && data6 !== null) {
        const err17 = { instancePath: instancePath + "/metadata", schemaPath: "Member/properties/metadata/type", keyword: "type", params: { type: schema53.properties.metadata.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.connection_status !== void 0) {
      let data7 = data.connection_status;
      if (typeof data7 !== "string" && data7 !== null) {
        const err18 = { instancePath: instancePath + "/connection_status", schemaPath: "Member/properties/connection_status/type", keyword: "type", params: { type: schema53.properties.connection_status.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      if (!(data7 === "CREATED" || data7 === "PREVENTED" || data7 === "DENIED" || data7 === "CHALLENGED" || data7 === "REJECTED" || data7 === "LOCKED" || data7 === "CONNECTED" || data7 === "IMPEDED" || data7 === "RECONNECTED" || data7 === "DEGRADED" || data7 === "DISCONNECTED" || data7 === "DISCONTINUED" || data7 === "CLOSED" || data7 === "DELAYED" || data7 === "FAILED" || data7 === "UPDATED" || data7 === "DISABLED" || data7 === "IMPORTED" || data7 === "RESUMED" || data7 === "EXPIRED" || data7 === "IMPAIRED" || data7 === "PENDING" || data7 === null)) {
        const err19 = { instancePath: instancePath + "/connection_status", schemaPath: "Member/properties/connection_status/enum", keyword: "enum", params: { extensible: true }, message: "is none of the 22 known values" };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.connection_status_id !== void 0) {
      let data8 = data.connection_status_id;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8)) && data8 !== null) {
        const err20 = { instancePath: instancePath + "/connection_status_id", schemaPath: "Member/properties/connection_status_id/type", keyword: "type", params: { type: schema53.properties.connection_status_id.type }, message: "must be integer or null" };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.connection_status_message !== void 0) {
      if (typeof data.connection_status_message !== "string") {
        const err21 = { instancePath: instancePath + "/connection_status_message", schemaPath: "Member/properties/connection_status_message/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.is_being_aggregated !== void 0) {
      if (typeof data.is_being_aggregated !== "boolean") {
        const err22 = { instancePath: instancePath + "/is_being_aggregated", schemaPath: "Member/properties/is_being_aggregated/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
    if (data.aggregated_at !== void 0) {
      let data11 = data.aggregated_at;
      if (typeof data11 !== "string" && data11 !== null) {
        const err23 = { instancePath: instancePath + "/aggregated_at", schemaPath: "Member/properties/aggregated_at/type", keyword: "type", params: { type: schema53.properties.aggregated_at.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (typeof data11 === "string") {
        if (!formats0.test(data11)) {
          const err24 = { instancePath: instancePath + "/aggregated_at", schemaPath: "Member/properties/aggregated_at/format", keyword: "format", params: {}, message: "must be a date-time such as 2016-10-13T18:07:57Z" };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      }
    }
    if (data.successfully_aggregated_at !== void 0) {
      let data12 = data.successfully_aggregated_at;
      if (typeof data12 !== "string" && data12 !== null) {
        const err25 = { instancePath: instancePath + "/successfully_aggregated_at", schemaPath: "Member/properties/successfully_aggregated_at/type", keyword: "type", params: { type: schema53.properties.successfully_aggregated_at.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      if (typeof data12 === "string") {
        if (!formats0.test(data12)) {
          const err26 = { instancePath: instancePath + "/successfully_aggregated_at", schemaPath: "Member/properties/successfully_aggregated_at/format", keyword: "format", params: {}, message: "must be a date-time such as 2016-10-13T18:07:57Z" };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
    }
    if (data.most_recent_job_guid !== void 0) {
      let data13 = data.most_recent_job_guid;
      if (typeof data13 !== "string" && data13 !== null) {
        const err27 = { instancePath: instancePath + "/most_recent_job_guid", schemaPath: "Member/properties/most_recent_job_guid/type", keyword: "type", params: { type: schema53.properties.most_recent_job_guid.type }, message: "must be string or null" };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      if (typeof data13 === "string") {
        if (!pattern15.test(data13)) {
          const err28 = { instancePath: instancePath + "/most_recent_job_guid", schemaPath: "Member/properties/most_recent_job_guid/pattern", keyword: "pattern", params: {}, message: "must be JOB- followed by hex digits and dashes" };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      }
    }
    if (data.background_aggregation_is_disabled !== void 0) {
      if (typeof data.background_aggregation_is_disabled !== "boolean") {
        const err29 = { instancePath: instancePath + "/background_aggregation_is_disabled", schemaPath: "Member/properties/background_aggregation_is_disabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.is_oauth !== void 0) {
      if (typeof data.is_oauth !== "boolean") {
        const err30 = { instancePath: instancePath + "/is_oauth", schemaPath: "Member/properties/is_oauth/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
    }
    if (data.is_managed_by_user !== void 0) {
      if (typeof data.is_managed_by_user !== "boolean") {
        const err31 = { instancePath: instancePath + "/is_managed_by_user", schemaPath: "Member/properties/is_managed_by_user/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
    if (data.is_user_created !== void 0) {
      if (typeof data.is_user_created !== "boolean") {
        const err32 = { instancePath: instancePath + "/is_user_created", schemaPath: "Member/properties/is_user_created/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.is_manual !== void 0) {
      if (typeof data.is_manual !== "boolean") {
        const err33 = { instancePath: instancePath + "/is_manual", schemaPath: "Member/properties/is_manual/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
    if (data.needs_updated_credentials !== void 0) {
      if (typeof data.needs_updated_credentials !== "boolean") {
        const err34 = { instancePath: instancePath + "/needs_updated_credentials", schemaPath: "Member/properties/needs_updated_credentials/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.revision !== void 0) {
      let data20 = data.revision;
      if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
        const err35 = { instancePath: instancePath + "/revision", schemaPath: "Member/properties/revision/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.use_cases !== void 0) {
      let data21 = data.use_cases;
      if (Array.isArray(data21)) {
        const len0 = data21.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data22 = data21[i0];
          if (typeof data22 !== "string") {
            const err36 = { instancePath: instancePath + "/use_cases/" + i0, schemaPath: "Member/properties/use_cases/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err36];
            } else {
              vErrors.push(err36);
            }
            errors++;
          }
          if (!(data22 === "PFM" || data22 === "MONEY_MOVEMENT")) {
            const err37 = { instancePath: instancePath + "/use_cases/" + i0, schemaPath: "Member/properties/use_cases/items/enum", keyword: "enum", params: { extensible: true }, message: "must be PFM or MONEY_MOVEMENT" };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
      } else {
        const err38 = { instancePath: instancePath + "/use_cases", schemaPath: "Member/properties/use_cases/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err38];
        } else {
          vErrors.push(err38);
        }
        errors++;
      }
    }
    if (data.oauth_window_uri !== void 0) {
      if (typeof data.oauth_window_uri !== "string") {
        const err39 = { instancePath: instancePath + "/oauth_window_uri", schemaPath: "Member/properties/oauth_window_uri/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
    }
  } else {
    const err40 = { instancePath, schemaPath: "Member/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err40];
    } else {
      vErrors.push(err40);
    }
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.is_oauth === void 0) {
      const err41 = { instancePath, schemaPath: "#/allOf/1/required", keyword: "required", params: { missingProperty: "is_oauth" }, message: "is required" };
      if (vErrors === null) {
        vErrors = [err41];
      } else {
        vErrors.push(err41);
      }
      errors++;
    }
    if (data.connection_status === void 0) {
      const err42 = { instancePath, schemaPath: "#/allOf/1/required", keyword: "required", params: { missingProperty: "connection_status" }, message: "is required" };
      if (vErrors === null) {
        vErrors = [err42];
      } else {
        vErrors.push(err42);
      }
      errors++;
    }
    if (data.oauth_window_uri === void 0) {
      const err43 = { instancePath, schemaPath: "#/allOf/1/required", keyword: "required", params: { missingProperty: "oauth_window_uri" }, message: "is required" };
      if (vErrors === null) {
        vErrors = [err43];
      } else {
        vErrors.push(err43);
      }
      errors++;
    }
    if (data.is_oauth !== void 0) {
      let data24 = data.is_oauth;
      if (typeof data24 !== "boolean") {
        const err44 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/allOf/1/properties/is_oauth/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
        if (vErrors === null) {
          vErrors = [err44];
        } else {
          vErrors.push(err44);
        }
        errors++;
      }
      if (!(data24 === true)) {
        const err45 = { instancePath: instancePath + "/is_oauth", schemaPath: "#/allOf/1/properties/is_oauth/enum", keyword: "enum", params: {}, message: "must be true" };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
    }
    if (data.connection_status !== void 0) {
      let data25 = data.connection_status;
      if (typeof data25 !== "string") {
        const err46 = { instancePath: instancePath + "/connection_status", schemaPath: "#/allOf/1/properties/connection_status/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err46];
        } else {
          vErrors.push(err46);
        }
        errors++;
      }
      if (!(data25 === "PENDING")) {
        const err47 = { instancePath: instancePath + "/connection_status", schemaPath: "#/allOf/1/properties/connection_status/enum", keyword: "enum", params: {}, message: "must be PENDING" };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
    }
    if (data.oauth_window_uri !== void 0) {
      let data26 = data.oauth_window_uri;
      if (typeof data26 === "string") {
        if (func2(data26) < 1) {
          const err48 = { instancePath: instancePath + "/oauth_window_uri", schemaPath: "#/allOf/1/properties/oauth_window_uri/minLength", keyword: "minLength", params: {}, message: "must not be empty" };
          if (vErrors === null) {
            vErrors = [err48];
          } else {
            vErrors.push(err48);
          }
          errors++;
        }
        if (!formats12.test(data26)) {
          const err49 = { instancePath: instancePath + "/oauth_window_uri", schemaPath: "#/allOf/1/properties/oauth_window_uri/format", keyword: "format", params: {}, message: "must be an absolute URI" };
          if (vErrors === null) {
            vErrors = [err49];
          } else {
            vErrors.push(err49);
          }
          errors++;
        }
      } else {
        const err50 = { instancePath: instancePath + "/oauth_window_uri", schemaPath: "#/allOf/1/properties/oauth_window_uri/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err50];
        } else {
          vErrors.push(err50);
        }
        errors++;
      }
    }
  } else {
    const err51 = { instancePath, schemaPath: "#/allOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err51];
    } else {
      vErrors.push(err51);
    }
    errors++;
  }
  validate44.errors = vErrors;
  return errors === 0;
}
var NewMember = validate45;
function validate45(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const _errs0 = errors;
  let valid0 = true;
  const _errs1 = errors;
  const _errs3 = errors;
  let valid1 = false;
  const _errs4 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.is_oauth !== void 0) {
      if (true !== data.is_oauth) {
        const err0 = {};
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
  }
  var _valid1 = _errs4 === errors;
  valid1 = valid1 || _valid1;
  if (!valid1) {
    const _errs6 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.connection_status !== void 0) {
        const _errs7 = errors;
        if ("PENDING" !== data.connection_status) {
          const err1 = {};
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
        var valid3 = _errs7 === errors;
      } else {
        var valid3 = true;
      }
      if (valid3) {
        if (data.is_oauth !== void 0) {
          const _errs8 = errors;
          const _errs9 = errors;
          const _errs10 = errors;
          if (!(data.is_oauth === false)) {
            const err2 = {};
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
          var valid4 = _errs10 === errors;
          if (valid4) {
            const err3 = {};
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          } else {
            errors = _errs9;
            if (vErrors !== null) {
              if (_errs9) {
                vErrors.length = _errs9;
              } else {
                vErrors = null;
              }
            }
          }
          var valid3 = _errs8 === errors;
        } else {
          var valid3 = true;
        }
      }
    }
    var _valid1 = _errs6 === errors;
    valid1 = valid1 || _valid1;
  }
  if (!valid1) {
    const err4 = {};
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  } else {
    errors = _errs3;
    if (vErrors !== null) {
      if (_errs3) {
        vErrors.length = _errs3;
      } else {
        vErrors = null;
      }
    }
  }
  if (errors === _errs1) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.is_oauth === void 0 && (missing0 = "is_oauth")) {
        const err5 = {};
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    } else {
      const err6 = {};
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
  }
  var _valid0 = _errs1 === errors;
  errors = _errs0;
  if (vErrors !== null) {
    if (_errs0) {
      vErrors.length = _errs0;
    } else {
      vErrors = null;
    }
  }
  let ifClause0;
  if (_valid0) {
    const _errs11 = errors;
    if (!validate44(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
      errors = vErrors.length;
    }
    var _valid0 = _errs11 === errors;
    valid0 = _valid0;
    ifClause0 = "then";
  } else {
    const _errs12 = errors;
    if (!validate43(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
      errors = vErrors.length;
    }
    var _valid0 = _errs12 === errors;
    valid0 = _valid0;
    ifClause0 = "else";
  }
  if (!valid0) {
    const err7 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: ifClause0 }, message: 'must match "' + ifClause0 + '" schema' };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate45.errors = vErrors;
  return errors === 0;
}
var MemberResponseBody = validate48;
function validate48(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.member === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "member" }, message: "is required in MemberResponseBody" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.member !== void 0) {
      if (!validate45(data.member, { instancePath: instancePath + "/member", parentData: data, parentDataProperty: "member", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate48.errors = vErrors;
  return errors === 0;
}
var createMember_header_MX_Skip_Webhook = validate50;
function validate50(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "boolean") {
    const err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  validate50.errors = vErrors;
  return errors === 0;
}
export {
  ConnectionStatus,
  CredentialGuid,
  CredentialRequest,
  ErrorResponseBody,
  ExternalGuid,
  InstitutionGuid,
  Member,
  MemberCreateRequest,
  MemberCreateRequestBody,
  MemberGuid,
  MemberName,
  MemberResponseBody,
  MemberUseCase,
  Metadata,
  NewMember,
  OAuthMemberCreateRequest,
  PendingOAuthMember,
  SkipAggregation,
  SkipWebhook,
  StandardMember,
  StandardMemberCreateRequest,
  UseCase,
  UseCases,
  UserGuid,
  createMember_header_MX_Skip_Webhook
};
