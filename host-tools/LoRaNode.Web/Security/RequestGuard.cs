using System.Net;
using LoRaNode.Web.Pages;
using Microsoft.AspNetCore.Http;
using MediaTypeHeaderValue = Microsoft.Net.Http.Headers.MediaTypeHeaderValue;

namespace LoRaNode.Web.Security;

/// <summary>
/// Decides which requests reach a page. In this order: the name in <c>Host</c> must be one that no foreign name server can point here, the
/// printed token becomes a cookie, the cookie is there, and a form comes from a page of this server.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, Access access, ServerAddress address)
{
    // Files that are the same for everybody: the page that explains how to come in needs them.
    private const string AssetPath = "/assets";

    // A form field that holds the longest text and all others: 1,024 letters of four bytes, percent-encoded.
    private const long MaxFormBytes = 64 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        SecurityHeaders.Add(context.Response.Headers);
        if (!address.Accepts(request.Host))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "serve.refused.host");
            return;
        }

        if (request.Path.StartsWithSegments(AssetPath, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        if (request.Query.TryGetValue(Access.TokenName, out var token) && HttpMethods.IsGet(request.Method))
        {
            await EnterAsync(context, token);
            return;
        }

        if (!access.Session.Is(request.Cookies[Access.CookieName(address.Port)]))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "serve.refused.token");
            return;
        }

        if (request.ContentLength > MaxFormBytes)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "serve.refused.request");
            return;
        }

        if (HttpMethods.IsPost(request.Method))
        {
            if (!await IsOwnFormAsync(request))
            {
                await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "serve.refused.origin");
                return;
            }
        }
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "serve.refused.method");
            return;
        }

        await next(context);
    }

    private async Task EnterAsync(HttpContext context, string? token)
    {
        if (!access.Entry.Is(token))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "serve.refused.token");
            return;
        }

        context.Response.Cookies.Append(Access.CookieName(address.Port), access.Session.Text, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
        });

        // On to an address without the token: addresses are read over shoulders and copied into chats. A browser that was sent here by another
        // site does not show the new cookie on a redirect, only when a page of ours leads on.
        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            await Refusal.LeadOnAsync(context);
            return;
        }

        context.Response.Redirect("/");
    }

    private async Task<bool> IsOwnFormAsync(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        string? site = request.Headers["Sec-Fetch-Site"];
        if ((origin is not null && origin != $"{request.Scheme}://{request.Host}")
            || (site is not null && site != "same-origin")
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return access.Form.Is(form[Access.FormName]);
    }
}
