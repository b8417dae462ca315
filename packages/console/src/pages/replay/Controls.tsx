import { ActionIcon, Button, Group, NativeSelect, Switch, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconEyeOff,
  IconKeyboard,
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  type Icon,
} from '@tabler/icons-react';
import { offset } from '../../format.js';
import { SPEEDS, type PlayerState } from '../../replay/player.js';
import type { Reel } from '../../replay/reel.js';
import { jumpToError, togglePlaying, type Commands } from './use-keyboard.js';

interface ControlsProps extends Commands {
  reel: Reel;
  state: PlayerState;
  showsMasked: boolean;
}

export function Controls({ reel, state, showsMasked, ...commands }: ControlsProps) {
  const { player, marks, toggleFullScreen, toggleMasked, toggleHelp } = commands;
  const { phase, time, speed, isSkipping } = state;
  const isStopped = phase === 'paused' || phase === 'ended';
  const errors = marks.filter(({ kind }) => kind === 'error').length;
  return (
    <Group gap="sm" px="sm" pb="sm" className="controls">
      <ActionIcon
        size="lg"
        aria-label={isStopped ? 'Play' : 'Pause'}
        onClick={() => player && togglePlaying(player)}
      >
        {isStopped ? <IconPlayerPlayFilled size={18} /> : <IconPlayerPauseFilled size={18} />}
      </ActionIcon>
      <Text size="sm" className="tabular" role="timer" aria-label="Time">
        {offset(time - reel.start)} / {offset(reel.end - reel.start).slice(1)}
      </Text>
      <NativeSelect
        size="xs"
        aria-label="Speed"
        data={SPEEDS.map((value) => ({ value: String(value), label: `${value}×` }))}
        value={String(speed)}
        onChange={(event) => player?.setSpeed(Number(event.currentTarget.value))}
      />
      <Switch
        size="xs"
        label="Skip inactivity"
        checked={isSkipping}
        onChange={(event) => player?.setSkipping(event.currentTarget.checked)}
      />
      <Group gap={4} ml="auto" wrap="nowrap">
        <Button
          size="compact-sm"
          variant="light"
          color="red"
          disabled={!errors}
          leftSection={<IconAlertTriangle size={14} />}
          onClick={() => jumpToError(commands)}
        >
          Next error
        </Button>
        <Tool
          label="Show what is masked"
          Icon={IconEyeOff}
          isOn={showsMasked}
          onClick={toggleMasked}
        />
        <Tool label="Full screen" Icon={IconMaximize} onClick={toggleFullScreen} />
        <Tool label="Keyboard" Icon={IconKeyboard} onClick={toggleHelp} />
      </Group>
    </Group>
  );
}

interface ToolProps {
  label: string;
  Icon: Icon;
  isOn?: boolean;
  onClick: () => void;
}

/** Without Mantine's tooltip: what that alone needs would be in the console's first load. */
function Tool({ label, Icon, isOn, onClick }: ToolProps) {
  return (
    <ActionIcon
      variant={isOn ? 'light' : 'subtle'}
      color={isOn ? 'pine' : 'gray'}
      size="lg"
      title={label}
      aria-label={label}
      {...(isOn !== undefined && { 'aria-pressed': isOn })}
      onClick={onClick}
    >
      <Icon size={18} />
    </ActionIcon>
  );
}
