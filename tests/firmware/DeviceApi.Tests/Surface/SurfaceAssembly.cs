namespace DeviceApi.Tests.Surface;

/// <summary>One assembly of the device, as <c>firmware/device-api/assemblies.json</c> names it.</summary>
/// <param name="Name">File name of the assembly on the device, without extension; also the folder of its signatures.</param>
/// <param name="Package">The NuGet package that brings it.</param>
/// <param name="References">The device assemblies its signatures mention.</param>
internal sealed record SurfaceAssembly(string Name, string Package, string[] References);
