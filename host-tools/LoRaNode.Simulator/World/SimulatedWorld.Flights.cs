using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator.World;

/// <content>The life of a frame on the air: begin, lock, header, end, and what each receiver makes of it.</content>
public sealed partial class SimulatedWorld
{
    private void StartFlight(int slot)
    {
        ref var flight = ref _flights[slot];
        int from = flight.From;
        if (!IsOn(from))
        {
            _freeFlights.Push(slot);
            return;
        }

        long airtime = AirtimeOfUs(flight.Length);
        flight.StartUs = NowUs;
        flight.EndUs = NowUs + airtime;
        flight.Number = _frameNumber++;
        flight.IsActive = true;
        Account(new SentFrame(NowUs, flight.EndUs, from, flight.Length, flight.Kind, flight.Number, flight.Bytes));
        int[] reached = _reached[from];
        float[] powers = _milliwatts[from];
        flight.Reached = reached;
        for (int k = 0; k < reached.Length; k++)
        {
            var state = _receivers[reached[k]];
            double power = powers[k];
            state.Add(slot, power);
            AccountHeard(flight.Kind, reached[k], power, airtime);
            if (Rules == AirRules.Baseline)
            {
                StartBaseline(state, power);
            }
            else if (state.Locked != None)
            {
                state.WorstMw = Math.Max(state.WorstMw, state.TotalMw - state.SignalMw);
            }
        }

        if (Rules == AirRules.Chip)
        {
            _events.Add(NowUs + _preambleUs, EventKind.SyncEnd, from, slot);
        }

        _events.Add(flight.EndUs, EventKind.FrameEnd, from, slot);
    }

    private void EndFlight(int slot)
    {
        // A copy: what the nodes do below may move the array.
        var flight = _flights[slot];
        int from = flight.From;
        int[] reached = flight.Reached;
        byte[] bytes = flight.Bytes;
        int length = flight.Length;
        long number = flight.Number;
        bool broken = flight.IsBroken;
        for (int k = 0; k < reached.Length; k++)
        {
            int node = reached[k];
            var state = _receivers[node];
            if (Rules == AirRules.Baseline)
            {
                // The one frame that is heard takes the place of a lock.
                state.Locked = state.FateOf(slot) is Fate.Heard or Fate.Damaged && state.Mode != RadioMode.Off && state.Mode != RadioMode.Deaf ? slot : None;
                state.SignalMw = state.PowerOf(slot);
                state.WorstMw = state.FateOf(slot) == Fate.Damaged ? 1 : 0;
            }

            state.Remove(slot);
            if (state.Locked != slot)
            {
                continue;
            }

            state.Unlock();
            double ratio = state.SignalMw / (NoiseMw + state.JamMw + (state.WorstMw * _odds.NoiseFactor));
            double read = Rules == AirRules.Chip ? _odds.Read(ratio, length) : state.WorstMw > 0 || state.SignalMw < state.JamMw ? 0 : 1;
            bool good = !broken && (read >= 1 || LinkDraw.Uniform(Seed, number, node, 2) < read);
            if (good && IsLostAtRandom(number, node))
            {
                continue;
            }

            Received?.Invoke(NowUs, node, from, good);
            int snr = Math.Clamp((int)Math.Round(4 * LinkModel.ToDb(state.SignalMw / (NoiseMw + state.JamMw))), -128, 127);
            if (good)
            {
                Nodes[node].OnFrame(
                    bytes,
                    length,
                    snr,
                    (int)Math.Round(LinkModel.ToDb(state.SignalMw)),
                    NowUs);
            }
            else
            {
                Nodes[node].OnFrameDamaged(length, snr, NowUs);
            }
        }

        _flights[slot].IsActive = false;
        _freeFlights.Push(slot);
        if (!broken && IsOn(from) && _receivers[from].Mode == RadioMode.Transmitting)
        {
            Listen(from);
            Nodes[from].OnTransmitDone(NowUs);
        }
    }

    private void EndDetection(int node)
    {
        var state = _receivers[node];
        if (state.Mode != RadioMode.Detecting)
        {
            return;
        }

        bool busy = false;
        for (int i = 0; i < state.Count && !busy; i++)
        {
            ref var flight = ref _flights[state.Flights[i]];
            if (flight.StartUs + (Rules == AirRules.Chip ? _symbolUs : _slotUs) > NowUs)
            {
                continue;
            }

            if (Rules == AirRules.Baseline)
            {
                busy = state.PowersMw[i] >= _sensitivityMw * 0.501;
                continue;
            }

            double odds = _odds.Detect(state.PowersMw[i] / (NoiseMw + state.JamMw), NowUs < flight.StartUs + _preambleUs);
            busy = odds >= 1 || LinkDraw.Uniform(Seed, flight.Number, node, 16 + (int)(NowUs & 0xFFFF)) < odds;
        }

        Listen(node);
        Nodes[node].OnActivityKnown(busy, NowUs);
    }

    /// <summary>A frame begins at a receiver under the rules of Meshtastic's simulator.</summary>
    private void StartBaseline(ReceiverState state, double power)
    {
        int at = state.Count - 1;
        if (power < _sensitivityMw || state.Mode is RadioMode.Transmitting or RadioMode.Off or RadioMode.Deaf)
        {
            state.Fates[at] = Fate.Unheard;
            return;
        }

        var fate = Fate.Heard;
        for (int i = 0; i < at; i++)
        {
            if (state.Fates[i] is not (Fate.Heard or Fate.Damaged))
            {
                continue;
            }

            if (power < state.PowersMw[i] * BaselineCapture)
            {
                fate = Fate.Unheard;
            }

            if (state.PowersMw[i] < power * BaselineCapture)
            {
                // Damage shows only when the header was read before.
                state.Fates[i] = NowUs >= _flights[state.Flights[i]].StartUs + _headerUs ? Fate.Damaged : Fate.Lost;
            }
        }

        state.Fates[at] = fate;
    }

    private void Listen(int node)
    {
        var state = _receivers[node];
        state.Mode = RadioMode.Listening;
        state.ListeningSinceUs = NowUs;
        state.Unlock();
    }

    /// <summary>The end of the sync word: each receiver that has heard the deciding symbols locks on, or does not.</summary>
    private void Synchronise(int slot)
    {
        ref var flight = ref _flights[slot];
        long lockStartUs = flight.StartUs + _lockUs;
        bool any = false;
        int[] reached = flight.Reached;
        for (int k = 0; k < reached.Length; k++)
        {
            int node = reached[k];
            var state = _receivers[node];
            if (state.Mode != RadioMode.Listening || state.Locked != None || state.ListeningSinceUs > lockStartUs)
            {
                continue;
            }

            double power = state.PowerOf(slot);
            if (power < _odds.WeakestMw)
            {
                continue;
            }

            double others = Math.Max(0, state.TotalMw - power);
            double odds = _odds.Lock(power / (NoiseMw + state.JamMw + (others * _odds.NoiseFactor)));
            if (odds < 1 && LinkDraw.Uniform(Seed, flight.Number, node, 1) >= odds)
            {
                continue;
            }

            state.Locked = slot;
            state.SignalMw = power;
            state.WorstMw = others;
            any = true;
        }

        if (any)
        {
            _events.Add(flight.StartUs + _headerUs, EventKind.HeaderEnd, flight.From, slot);
        }
    }

    private void EndHeader(int slot)
    {
        ref var flight = ref _flights[slot];
        int[] reached = flight.Reached;
        for (int k = 0; k < reached.Length; k++)
        {
            var state = _receivers[reached[k]];
            if (state.Locked != slot)
            {
                continue;
            }

            double odds = _odds.Header(state.SignalMw / (NoiseMw + state.JamMw + (state.WorstMw * _odds.NoiseFactor)));
            if (odds < 1 && LinkDraw.Uniform(Seed, flight.Number, reached[k], 5) >= odds)
            {
                // The chip searches for the next preamble and says nothing.
                state.Unlock();
                state.ListeningSinceUs = NowUs;
                continue;
            }

            state.HasHeader = true;
            state.WorstMw = Math.Max(0, state.TotalMw - state.SignalMw);
        }
    }
}
