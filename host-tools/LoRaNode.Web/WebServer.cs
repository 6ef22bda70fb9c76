using System.Net;
using System.Net.Sockets;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Pages;
using LoRaNode.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoRaNode.Web;

/// <summary>The local web app: one server for one community, from start to end.</summary>
public sealed class WebServer : IAsyncDisposable
{
    // The guard refuses what is larger than a form with a page that says so, for which the rest has to be read; beyond this the line is cut.
    private const long MaxRequestBytes = 1024 * 1024;
    private const int MaxConnections = 100;

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly Desk _desk;
    private readonly CancellationTokenSource _stopping;

    private WebServer(WebApplication app, Desk desk, CancellationTokenSource stopping, ServerCertificate? certificate)
    {
        _app = app;
        _desk = desk;
        _stopping = stopping;
        Fingerprint = certificate?.Fingerprint;
    }

    /// <summary>The address to open, with the token that lets a browser in.</summary>
    public Uri Url => new($"{Origin}/?{Access.TokenName}={_desk.Access.Entry.Text}");

    /// <summary>The address without the token.</summary>
    public string Origin => $"{(_desk.Address.IsLocal ? "http" : "https")}://{new IPEndPoint(_desk.Address.Shown, _desk.Address.Port)}";

    /// <summary>Port that the server listens at.</summary>
    public int Port => _desk.Address.Port;

    /// <summary>SHA-256 of the certificate, for comparing with what the browser shows; null on loopback, which is not encrypted.</summary>
    public string? Fingerprint { get; }

    /// <summary>Starts a server.</summary>
    /// <exception cref="UserError">There is no community in the folder, or the address cannot be listened at.</exception>
    public static async Task<WebServer> StartAsync(WebOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stopping = new CancellationTokenSource();
        var address = new ServerAddress(options.Address);
        ServerCertificate? certificate = address.IsLocal ? null : new ServerCertificate(address.Shown);
        var desk = new Desk(options, address, stopping.Token);
        WebApplication app = Build(options, certificate);
        app.Use((context, next) => GuardErrorsAsync(desk, context, next));
        app.Use(next => new RequestGuard(next, desk.Access, address).InvokeAsync);
        app.Use((context, next) => ReaderLanguage.TryChoose(context) ? Task.CompletedTask : next(context));
        Assets.Map(app);
        SiteMap.Map(app, desk);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            stopping.Dispose();
            throw new UserError("serve.error.listen", new IPEndPoint(options.Address, options.Port), Cause.Of(e.InnerException ?? e));
        }

        string bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        address.Port = new Uri(bound).Port;
        return new WebServer(app, desk, stopping, certificate);
    }

    /// <summary>Serves until cancelled. Work that is under way is then ended, and its state is known to the next run.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // Streams to browsers end first: the server waits for answers that are under way.
        await using CancellationTokenRegistration end = cancellation.Register(_stopping.Cancel);
        await _app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_desk.Work.EndAsync(), Task.Delay(EndPatience)).ConfigureAwait(false);
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static WebApplication Build(WebOptions options, ServerCertificate? certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();

        // Requests carry passphrases and texts: nothing of them is logged anywhere.
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = EndPatience);
        builder.Services.Configure<FormOptions>(o => o.ValueLengthLimit = (int)MaxRequestBytes);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Listen(options.Address, options.Port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate.Certificate);
                }
            });
        });
        return builder.Build();
    }

    private static async Task GuardErrorsAsync(Desk desk, HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false })
            {
                await ErrorPage.ShowAsync(desk, context, StatusCodes.Status404NotFound, new Phrase("serve.error.page"));
            }
        }
        catch (UserError error) when (!context.Response.HasStarted)
        {
            await ErrorPage.ShowAsync(desk, context, StatusCodes.Status422UnprocessableEntity, Phrase.Of(error));
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Refusal.WriteAsync(context, e.StatusCode, "serve.refused.request");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || desk.Stopping.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
#pragma warning disable CA1031 // The outermost frame: whatever flies here is a bug, and people get one line instead of a stack trace.
        catch (Exception e) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            await ErrorPage.ShowAsync(desk, context, StatusCodes.Status500InternalServerError, Bugs.PhraseOf(e, desk.Options.NoteBug));
        }
    }

    /// <summary>The command decides when the server starts and ends, and listens to signals itself.</summary>
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
