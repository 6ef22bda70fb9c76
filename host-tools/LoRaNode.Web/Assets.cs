using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web;

/// <summary>Style, script and icon, as they are built in: nothing is loaded from anywhere else.</summary>
internal static class Assets
{
    private const string ResourcePrefix = "LoRaNode.Web.Assets.";

    private static readonly (string Name, string MediaType)[] Files =
    [
        ("app.css", "text/css; charset=utf-8"),
        ("app.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ];

    internal static void Map(WebApplication app)
    {
        foreach ((string name, string mediaType) in Files)
        {
            byte[] content = Read(name);
            app.MapGet("/assets/" + name, async context =>
            {
                context.Response.ContentType = mediaType;
                context.Response.ContentLength = content.Length;
                await context.Response.Body.WriteAsync(content, context.RequestAborted);
            });
        }
    }

    private static byte[] Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourcePrefix + name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
